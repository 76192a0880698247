import { readGraphFile } from '../../graph/file/read-graph-file.ts';
import { namesOf } from '../canvas/title-of.ts';
import type { Command, CommandContext } from './command.ts';
import { fragmentTitle, pasteFragment } from './node-fragment.ts';

/** Puts copied nodes where the pointer is; a whole graph that was copied is opened instead. */
function paste({ editor, canvas, shell }: CommandContext, keepIncoming: boolean): void {
  const text = shell.copied();
  if (text === undefined) return;
  const { registry } = editor;
  const result = readGraphFile(text, registry);
  if (!result.ok || result.document.title !== fragmentTitle) return void editor.openGraph(text, 'Pasted graph');
  if (result.document.nodes.length === 0) return;
  const place = { at: canvas.pointer() };
  const pasted = pasteFragment(editor.state.document, result.document, { registry, place, keepIncoming });
  editor.edit(pasted.document, `Paste ${namesOf(pasted.document, [...pasted.ids], registry)}`);
  editor.select(pasted.ids);
}

const nothingCopied = ({ shell }: CommandContext): string | undefined =>
  shell.copied() === undefined ? '' : undefined;

export const pasteNodes: Command = {
  id: 'paste',
  name: 'Paste',
  group: 'Edit',
  keys: ['Mod+V'],
  clipboard: 'paste',
  refusal: nothingCopied,
  run: (context) => paste(context, false),
};

export const pasteLinked: Command = {
  id: 'paste-linked',
  name: 'Paste with incoming links',
  group: 'Edit',
  keys: ['Mod+Shift+V'],
  refusal: nothingCopied,
  run: (context) => paste(context, true),
};
