import { html, nothing, type TemplateResult } from 'lit';
import { runWords } from '../../runtime/run/words.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from './icons.ts';

/** What a Run that waits for a person would still buy; undefined while that is not known. */
export type LeftToRun = { readonly generations: number; readonly seconds: number } | undefined;

/** What stands across the page as long as it holds: no gateway, a Run that waits. Nothing else, and never a dialog. */
export function banners(editor: Editor, left: LeftToRun): readonly TemplateResult[] {
  const { connection, run } = editor.state;
  const list: TemplateResult[] = [];
  if (connection === 'unreachable')
    list.push(
      banner(
        'warn',
        'The gateway does not answer. Editing and saving go on; generating waits until it is back. Jobs and clips are safe.',
      ),
    );
  if (run?.state.kind === 'paused' && run.state.why !== 'network' && !run.cancelRequested) {
    const { why } = run.state;
    // A new agreement is a new Run: the button for that is Run itself.
    const goOn = why === 'agreement' ? nothing : continueButton(editor, why === 'hour' ? left : undefined);
    list.push(banner('ask', runWords(run.state), goOn));
  }
  return list;
}

function continueButton(editor: Editor, left: LeftToRun) {
  return html`<button type="button" class="btn" @click=${() => void editor.continueRun()}>${leftWords(left)}</button>`;
}

/** "Continue: 3 shots left, 15 s". */
export function leftWords(left: LeftToRun): string {
  if (!left) return 'Continue';
  const shots = left.generations === 1 ? '1 shot' : `${left.generations} shots`;
  return `Continue: ${shots} left, ${Math.round(left.seconds * 10) / 10} s`;
}

function banner(tone: 'warn' | 'ask', text: string, button: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="banner" role="status" data-tone=${tone}>${icon('info')}<span>${text}</span>${button}</div>`;
}
