import { type GraphNode, nodeOf } from '../../graph/document.ts';
import { type NodePatch, patchNode } from '../../graph/edit.ts';
import { namesOf } from '../canvas/title-of.ts';
import type { CommandContext } from './command.ts';

/**
 * Switches something of the selected nodes: on for all of them unless it is on for all, then off. `verbs` name the edit,
 * as in "Mute SH010" and "Unmute SH010".
 */
export function switchNodes(
  { editor }: CommandContext,
  isOn: (node: GraphNode) => boolean,
  patch: (on: boolean) => NodePatch,
  verbs: readonly [on: string, off: string],
): void {
  const { document, selection } = editor.state;
  const nodes = [...selection].flatMap((id) => nodeOf(document, id) ?? []);
  const on = !nodes.every(isOn);
  const next = nodes.reduce((edited, { id }) => patchNode(edited, id, patch(on)), document);
  const names = namesOf(
    document,
    nodes.map(({ id }) => id),
    editor.registry,
  );
  editor.edit(next, `${verbs[on ? 0 : 1]} ${names}`);
}
