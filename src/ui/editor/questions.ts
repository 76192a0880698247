import type { EditorCore } from './editor-core.ts';
import type { Editor, Question } from './editor.ts';

/** Asks before something is done. One question stands at a time; a later one takes its place. */
export interface Questions extends Pick<Editor, 'answer'> {
  /** `yes` is called when the person goes on. */
  ask(question: Question, yes: () => void): void;
}

export function createQuestions(core: EditorCore): Questions {
  let onYes: (() => void) | undefined;
  return {
    ask(question, yes) {
      onYes = yes;
      core.set({ question });
    },
    answer(yes) {
      const go = onYes;
      onYes = undefined;
      core.set({ question: undefined });
      if (yes) go?.();
    },
  };
}
