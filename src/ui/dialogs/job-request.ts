import { html, nothing, type TemplateResult } from 'lit';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import { shownText } from '../canvas/shown-text.ts';
import { longText } from '../controls/long-text.ts';

/** What a job asked for: its prompt, its model, and the whole request as it was written down. */
export function jobRequest(job: JobRecord): TemplateResult {
  const { prompt, ...settings } = job.request;
  return html`<section>
    <h3>What was asked for</h3>
    ${typeof prompt === 'string' ? html`<p class="prompt">${longText(prompt, 20_000)}</p>` : nothing}
    <p class="quiet">Model ${shownText(job.sentModel ?? job.model)}</p>
    <details>
      <summary>The request as it stands in the journal</summary>
      <pre tabindex="0">${longText(JSON.stringify({ ...settings, media: job.media }, null, 2), 20_000)}</pre>
    </details>
  </section>`;
}
