import { type NodeId, nodeOf } from '../../graph/document.ts';
import { fieldOf } from '../../graph/param-field.ts';
import type { Editor } from '../editor/editor.ts';

/** Lets the person choose a file for a node's param; undefined when they do not. */
export function chooseFile(editor: Editor, id: NodeId, param: string): Promise<File | undefined> {
  const node = nodeOf(editor.state.document, id);
  const definition = node && editor.registry.get(node.type);
  if (!definition) return Promise.resolve(undefined);
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = fieldOf(definition, param).accept ?? '';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
