import { css, html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../../graph/problem.ts';
import { icon } from '../icons/icon.ts';
import { longText } from './long-text.ts';

/** Problems with reason and remedy; errors before warnings. `where` may put a control before each. */
export function problemList(
  problems: readonly Problem[],
  where: (problem: Problem) => TemplateResult | typeof nothing = () => nothing,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const ordered = [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity === 'warning'),
  ];
  return html`<ul class="problems">
    ${ordered.map(
      (problem) =>
        html`<li class=${problem.severity} data-code=${problem.code}>
          ${icon(problem.severity === 'error' ? 'error' : 'warning', 15)}
          <div>
            ${where(problem)}
            <p class="foreign">
              <span class="hidden">${problem.severity}: </span>${longText(problem.reason, 600)}
              <span class="muted">${longText(problem.remedy, 600)}</span>
            </p>
          </div>
        </li>`,
    )}
  </ul>`;
}

export const problemStyles = css`
  .problems {
    display: grid;
    gap: var(--s-2);
    font-size: var(--t-sm);
  }
  .problems li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--s-2);
  }
  .problems .icon {
    margin-top: 1px;
  }
  .problems .error .icon {
    color: var(--bad);
  }
  .problems .warning .icon {
    color: var(--warn);
  }
`;
