import { projectEnding } from '../../project/project-format.ts';

// What no file system takes, what draws nothing, and what turns the text around it.
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]+/gu;

/** `Night market: act one` → `Night market act one.json`: a title as a file's name that every system takes. */
export function fileNameOf(title: string): string {
  return `${bareNameOf(title)}.json`;
}

/** The same for a project. */
export function projectNameOf(title: string): string {
  return `${bareNameOf(title)}${projectEnding}`;
}

function bareNameOf(title: string): string {
  const bare = title
    .replace(unfit, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+/, '')
    .slice(0, 100)
    .trim();
  return bare === '' ? 'Untitled' : bare;
}
