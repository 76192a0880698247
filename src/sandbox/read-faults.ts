import type { z } from 'zod';
import { jsonOffset } from '../graph/file/json-offset.ts';
import { parseLossless } from '../graph/file/parse-lossless.ts';
import { scanJson } from '../graph/file/scan-json.ts';
import { textPlace } from '../graph/file/text-place.ts';
import type { Problem } from '../graph/problem.ts';
import { faultFileSchema } from './fault-file.ts';
import type { Faults } from './faults.ts';
import { fileFaults } from './file-faults.ts';
import { namedFaults } from './named-faults.ts';

/** The faults of a file, or what is wrong with it: one line each, with line and column. */
export type ReadFaults =
  | { readonly ok: true; readonly faults: Faults }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** Reads the text of a file of faults. */
export function readFaults(text: string): ReadFaults {
  const scanned = scanJson(text);
  const parsed = scanned.ok ? parseLossless(text) : scanned;
  if (!parsed.ok) return { ok: false, mistakes: [problemLine(parsed.problem)] };
  const file = faultFileSchema.safeParse(JSON.parse(text));
  if (file.success) return { ok: true, faults: fileFaults(file.data) };
  const mistakes = file.error.issues.flatMap((issue) => issueLines(text, issue, []));
  return { ok: false, mistakes: mistakes.slice(0, 20) };
}

function problemLine({ place: { line = 1, column = 1 }, reason }: Problem): string {
  return `${line}:${column} ${reason}`;
}

type Issue = z.core.$ZodIssue;

/** Of a choice, what is wrong with the alternative that was meant: the object where there is one, else the name. */
function issueLines(text: string, issue: Issue, above: readonly PropertyKey[]): readonly string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.filter((issues) => issues.some(({ path }) => path.length > 0)).at(0);
    if (inner) return inner.flatMap((one) => issueLines(text, one, path));
    const effect = issue.errors.findLast((issues) => issues.some(({ code }) => code !== 'invalid_type'));
    const meant = effect?.find(({ code }) => code !== 'invalid_type' && code !== 'invalid_value');
    if (meant) return issueLines(text, meant, path);
  }
  const { line, column } = textPlace(text, jsonOffset(text, path));
  return [`${line}:${column} ${pathWords(path)}: ${sentence(issue, path)}.`];
}

function sentence(issue: Issue, path: readonly PropertyKey[]): string {
  if (issue.code === 'unrecognized_keys') return `does not take ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (path.at(-1) === 'do')
    return `must be an effect, {"delayMs", "takesEffect", "instead"}, or one of ${Object.keys(namedFaults).join(', ')}`;
  return issue.message.replace(/^Invalid input: e/, 'e').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

function pathWords(path: readonly PropertyKey[]): string {
  const words = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return words === '' ? 'the file' : words.replace(/^\./, '');
}
