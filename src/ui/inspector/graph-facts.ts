import { html, nothing, type TemplateResult } from 'lit';
import { nodeOf } from '../../graph/document.ts';
import type { Problem } from '../../graph/problem.ts';
import { runWords } from '../../runtime/run/words.ts';
import { shownText } from '../canvas/shown-text.ts';
import { titleOf } from '../canvas/title-of.ts';
import { problemList } from '../controls/problem-list.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from '../icons/icon.ts';
import { badDays } from './bad-days.ts';
import { namedProblem } from '../media/marked-fields.ts';

/** How many problems are listed at once. */
const problemsShown = 50;

/** The graph as a whole, while no node is selected: what is in it, how its run stands, what is wrong. */
export function graphFacts(editor: Editor, goTo: (node: string) => void): TemplateResult {
  const { document, run, agreed, evaluation } = editor.state;
  const problems = problemsOf(editor);
  const orders = [...evaluation.nodes.values()].flatMap(({ order }) => order ?? []);
  const seconds = orders.reduce((sum, { meter }) => sum + meter.seconds, 0);
  return html`<header>
      <h2 class="ellipsis foreign" title=${shownText(document.title)}>${shownText(document.title)}</h2>
    </header>
    ${
      document.nodes.length === 0
        ? html`<div class="empty">
            ${icon('nodes', 28)}<strong>An empty graph</strong>
            <p>Add a node from the panel on the left, double-click the canvas, or open a template.</p>
          </div>`
        : html`<section class="section" aria-label="Graph">
            <h3>Graph</h3>
            <dl class="facts">
              <dt>Nodes</dt>
              <dd>
                ${document.nodes.length}, ${document.links.length} ${document.links.length === 1 ? 'link' : 'links'}
              </dd>
              <dt>Generations</dt>
              <dd>${orders.length === 0 ? 'none yet' : `${orders.length}, ${seconds} s`}</dd>
            </dl>
          </section>`
    }
    ${
      run
        ? html`<section class="section" aria-label="Last run">
            <h3>Last run</h3>
            <p class="note">${runWords(run, agreed)}</p>
            <dl class="facts">
              <dt>Service</dt>
              <dd class="foreign">${run.service === 'sandbox' ? 'sandbox, free' : shownText(run.service)}</dd>
            </dl>
          </section>`
        : nothing
    }
    ${document.nodes.length === 0 ? nothing : problemSection(editor, problems, goTo)}
    <section class="section" aria-label="Rehearsals">${badDays()}</section>`;
}

/** Every Problem of the document, in the order of evaluation. */
function problemsOf({ state: { states, evaluation } }: Editor): readonly Problem[] {
  return [...evaluation.nodes].flatMap(([id, { definition }]) =>
    (states.get(id)?.problems ?? []).map((problem) => namedProblem(definition, problem)),
  );
}

function problemSection(editor: Editor, problems: readonly Problem[], goTo: (node: string) => void): TemplateResult {
  const shown = problems.slice(0, problemsShown);
  const where = ({ place }: Problem): TemplateResult | typeof nothing => {
    const node = place.node === undefined ? undefined : nodeOf(editor.state.document, place.node);
    if (!node) return nothing;
    const title = titleOf(node, editor.registry);
    return html`<button class="link-button ellipsis" type="button" title="Go to ${title}" @click=${() => goTo(node.id)}>
      ${title}
    </button>`;
  };
  return html`<section class="section" aria-label="Problems">
    <h3>Problems${problems.length > 0 ? ` · ${problems.length}` : ''}</h3>
    ${problems.length === 0 ? html`<p class="note muted">None. Everything can run.</p>` : problemList(shown, where)}
    ${
      problems.length > shown.length
        ? html`<p class="note faint">and ${problems.length - shown.length} more</p>`
        : nothing
    }
  </section>`;
}
