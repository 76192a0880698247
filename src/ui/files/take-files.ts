import type { Point } from '../../graph/document.ts';
import { shownText } from '../canvas/shown-text.ts';
import type { Editor } from '../editor/editor.ts';
import { dropDecision } from './drop-decision.ts';

/** Takes files that were picked, dropped or pasted, one after the other (G19). New nodes stand at a point, in a row. */
export async function takeFiles(editor: Editor, files: readonly File[], at?: Point): Promise<void> {
  let row = 0;
  for (const file of files) {
    const decision = dropDecision(file, editor.registry);
    switch (decision.kind) {
      case 'open':
        await editor.openFile(file, file.name);
        break;
      case 'node': {
        const node = editor.addNode(decision.type, at && [at[0] + 250 * row++, at[1]]);
        if (node !== undefined) await editor.pickFile(node, decision.param, file);
        break;
      }
      case 'refused':
        editor.notify({ tone: 'bad', text: `“${shownText(file.name)}” was not taken.`, detail: decision.reason });
    }
  }
}

/** Opens files as graphs or projects, whatever they are called: the reader says what is wrong with them. */
export async function openFiles(editor: Editor, files: readonly File[]): Promise<void> {
  for (const file of files) await editor.openFile(file, file.name);
}
