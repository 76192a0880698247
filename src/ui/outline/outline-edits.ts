import { type GraphDocument, type Link, type NodeId, nodeOf } from '../../graph/document.ts';
import { connect, disconnect, patchNode } from '../../graph/edit.ts';
import { titleOf } from '../canvas/title-of.ts';
import { distinctTitle } from '../controls/distinct-title.ts';
import type { Editor } from '../editor/editor.ts';
import type { LinkChoice } from './link-choices.ts';
import type { SocketRow } from './outline-rows.ts';

/** Makes a link that was chosen; says what was done. */
export function makeLink(editor: Editor, { from, to }: LinkChoice): string {
  const { document } = editor.state;
  const [source, target] = [shownTitle(editor, document, from.node), shownTitle(editor, document, to.node)];
  editor.edit(connect(document, from, to), `Link ${source} to ${target}`);
  return `${source} linked to ${target}.`;
}

/** Takes away what is linked to a socket: one link of an input, all of an output. Says what was done. */
export function takeLinks(editor: Editor, node: NodeId, { side, name, label }: SocketRow): string {
  const { document } = editor.state;
  const links = document.links.filter(({ from, to }) =>
    side === 'input' ? to.node === node && to.input === name : from.node === node && from.output === name,
  );
  if (links.length === 0) return 'Nothing is linked here.';
  const next = lastFirst(links).reduce((before, { to }) => disconnect(before, to, editor.registry), document);
  const title = shownTitle(editor, document, node);
  editor.edit(next, `Unlink ${label} of ${title}`);
  return links.length === 1
    ? `${label} of ${title} unlinked.`
    : `${links.length} links of ${label} taken away. Undo brings them back.`;
}

/** A growing input closes its gap at once, so that the links behind must go first. */
function lastFirst(links: readonly Link[]): readonly Link[] {
  const number = ({ to }: Link): number => Number(/_(\d+)$/.exec(to.input)?.[1] ?? 0);
  return links.toSorted((a, b) => number(b) - number(a));
}

/** Renames a node; an empty title brings back the kind's. */
export function renameNode(editor: Editor, node: NodeId, typed: string): string {
  const { document } = editor.state;
  const before = nodeOf(document, node);
  const title = typed.trim() === '' ? undefined : typed.trim();
  if (!before || before.title === title) return '';
  const next = patchNode(document, node, { title });
  editor.edit(next, `Rename ${titleOf(before, editor.registry)}`);
  return `Renamed to ${shownTitle(editor, next, node)}.`;
}

function shownTitle({ registry }: Editor, document: GraphDocument, id: NodeId): string {
  const node = nodeOf(document, id);
  return node ? distinctTitle(document, node, registry) : 'nothing';
}
