import type { NodeId } from '../../graph/document.ts';
import { narrowed } from '../../graph/narrow.ts';
import type { Editor } from '../editor/editor.ts';

/** Why some nodes, by default the selected ones, cannot be run with what they need, or undefined. */
export function selectionRefusal(
  { registry, state: { document, selection } }: Pick<Editor, 'registry' | 'state'>,
  nodes: ReadonlySet<NodeId> = selection,
): string | undefined {
  if (nodes.size === 0) return 'Select the shots to run first.';
  const makes = narrowed(document, nodes).nodes.some((node) => {
    const kind = node.foreign ? undefined : registry.get(node.type)?.work.kind;
    return kind === 'request' || kind === 'media';
  });
  return makes ? undefined : 'Nothing that is selected makes anything. Select a shot, or the film.';
}
