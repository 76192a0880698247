import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { JobClient } from '../../runtime/wire/job-client.ts';
import { safeUrl } from '../faces/safe-url.ts';
import { icon, iconStyles } from '../icons/icon.ts';

/** A small picture of local bytes, read by their hash from the owner of the jobs. What is no picture stays a sign. */
@customElement('shotgraph-media-thumb')
export class MediaThumb extends LitElement {
  @property({ attribute: false }) jobs: Pick<JobClient, 'media'> | undefined;
  @property() sha256 = '';
  @state() private address: string | undefined;
  @state() private missing = false;
  private asked = '';

  static override styles = [
    iconStyles,
    css`
      :host {
        display: grid;
        place-items: center;
        width: 56px;
        height: 40px;
        border-radius: var(--r-1);
        background: var(--bg-3);
        color: var(--text-3);
        overflow: hidden;
      }
      img {
        display: block;
        width: 56px;
        height: 40px;
        object-fit: cover;
      }
      .missing {
        color: var(--warn);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forget();
    this.asked = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    if (this.asked !== this.sha256) void this.read();
  }

  private async read(): Promise<void> {
    const wanted = (this.asked = this.sha256);
    this.forget();
    if (wanted === '' || !this.jobs) return;
    // Without an answer nothing is known: that must not read as a file that is gone. The page's banner tells of the gateway.
    const answer = await this.jobs.media(wanted).then(
      (found) => ({ found }),
      () => undefined,
    );
    if (!answer || this.asked !== wanted) return;
    const bytes = answer.found;
    this.missing = bytes === undefined;
    if (bytes?.type.startsWith('image/') === true) this.address = URL.createObjectURL(bytes);
  }

  private forget(): void {
    if (this.address !== undefined) URL.revokeObjectURL(this.address);
    this.address = undefined;
    this.missing = false;
  }

  override render() {
    const address = safeUrl(this.address);
    if (address !== undefined) return html`<img src=${address} alt="" @error=${() => this.forget()} />`;
    return html`<span
      class=${this.missing ? 'missing' : ''}
      title=${this.missing ? 'These bytes are not here' : nothing}
      >${icon(this.missing ? 'warning' : 'file', 18)}</span
    >`;
  }
}
