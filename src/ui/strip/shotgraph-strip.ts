import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { JobKey } from '../../graph/keys.ts';
import type { MediaService } from '../media/media-service.ts';
import type { Sight } from '../media/sight-keeper.ts';
import { secondsWords, timecode } from '../media/seconds-words.ts';
import { isUnderWay } from '../media/tone-of.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { safeUrl } from '../faces/safe-url.ts';
import { type Film, filmOf, type Shot } from './film.ts';
import './film-player.ts';
import type { PlayerPart, ShotgraphFilmPlayer } from './film-player.ts';
import { formatWords } from './format-words.ts';
import { nextShot } from './next-shot.ts';
import { moveShot } from './reorder-shots.ts';
import { saveClips, saveFilm } from './save-film.ts';
import { shotTag } from './shot-tag.ts';
import { icon } from './strip-icons.ts';
import { stripStyles } from './strip-styles.ts';
import { startOf } from './timeline.ts';

/** `decide`: asks whoever shows dialogs to open the one for a job of which nobody knows whether it was sent. */
export type DecideEvent = CustomEvent<{ readonly jobKey: JobKey }>;

/** The storyboard: shots in order, the film that they make, and the player. */
@customElement('shotgraph-strip')
export class ShotgraphStrip extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  protected readonly following = new EditorController(this);
  @property({ attribute: false }) media: MediaService | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = Date.now;

  @state() private dragged: number | undefined;
  @state() private aim: { readonly index: number; readonly after: boolean } | undefined;
  @state() private said = '';
  @state() private saving = false;
  @query('shotgraph-film-player') private player!: ShotgraphFilmPlayer | null;

  static override styles = stripStyles;

  private film: Film | undefined;
  private parts: readonly PlayerPart[] = [];
  private watched: MediaService | undefined;
  private unwatch: (() => void) | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.pressed(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
    this.unwatch = this.watched = undefined;
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  protected override willUpdate(): void {
    if (this.watched !== this.media || (this.media && !this.unwatch)) {
      this.unwatch?.();
      this.watched = this.media;
      this.unwatch = this.media?.subscribe(() => this.requestUpdate());
    }
    this.film = this.editor && filmOf(this.editor.state, this.editor.registry);
    this.parts = (this.film?.shots ?? []).map((shot) => this.partOf(shot));
    const moves = this.film?.shots.some(({ status }) => isUnderWay(status)) ?? false;
    if (moves && this.ticking === undefined) this.ticking = setInterval(() => this.requestUpdate(), 1000);
    if (!moves && this.ticking !== undefined) {
      clearInterval(this.ticking);
      this.ticking = undefined;
    }
  }

  protected override updated(): void {
    this.drawTime();
  }

  private partOf(shot: Shot): PlayerPart {
    const ref = this.clipRef(shot);
    const measured = ref && this.media?.factsOf(ref)?.duration;
    const key = ref && this.media?.keyOf(ref);
    return {
      name: shot.name,
      seconds: measured ?? shot.seconds ?? 5,
      playable: key !== undefined,
      clip: ref && key !== undefined ? { key, load: () => this.media?.clipOf(ref) } : undefined,
    };
  }

  /** The clip of the present key, or what stands in for it. */
  private clipRef({ ref, before }: Shot): Shot['ref'] {
    return ref && this.media?.keyOf(ref) !== undefined ? ref : (before ?? ref);
  }

  protected override render() {
    const { editor, film } = this;
    if (!editor) return nothing;
    return html`${this.header(editor, film)}
      <div class="body">
        <div class="monitor">
          <shotgraph-film-player
            .film=${this.filmSource(film)}
            .parts=${this.parts}
            .poster=${this.monitorPoster()}
            .fps=${this.fps}
            .empty=${this.emptyWords(film)}
            @player-change=${() => this.requestUpdate()}
            @player-time=${this.drawTime}
          ></shotgraph-film-player>
        </div>
        <div class="scroll">${this.row(editor, film)}</div>
      </div>
      <span class="said" role="status">${this.said}</span> `;
  }

  private filmSource(film: Film | undefined) {
    const { media } = this;
    const ref = film?.ref;
    const key = ref && media?.keyOf(ref);
    return ref && key !== undefined ? { key, load: () => media?.clipOf(ref) } : undefined;
  }

  private get fps(): number {
    for (const { ref } of this.film?.shots ?? []) {
      const rate = ref && this.media?.factsOf(ref)?.frameRate;
      if (rate !== undefined) return Math.round(rate);
    }
    return 24;
  }

  private monitorPoster(): string | undefined {
    const shots = this.film?.shots ?? [];
    for (const shot of shots) {
      const sight = this.sightOf(shot);
      if (sight.kind === 'ready') return sight.url;
    }
    return undefined;
  }

  private emptyWords(film: Film | undefined): string {
    if (!film || film.shots.length === 0) return 'No film yet';
    return film.shots.some(({ status }) => isUnderWay(status))
      ? 'The first clip is on its way'
      : 'Rehearse to see the film';
  }

  private sightOf(shot: Shot): Sight {
    const ref = this.clipRef(shot);
    return ref && this.media ? this.media.posterOf(ref) : { kind: 'none' };
  }

  private header(editor: Editor, film: Film | undefined) {
    const { player, media } = this;
    const playing = player?.playing === true;
    const canPlay = this.parts.some(({ playable }) => playable) || this.filmSource(film) !== undefined;
    const count = film?.shots.length ?? 0;
    const hosts = media?.hostsToAsk ?? [];
    const facts = film && media ? formatWords(film, media) : '';
    return html`<header>
      <button
        class="play"
        type="button"
        aria-label=${playing ? 'Pause film' : 'Play film'}
        ?disabled=${!canPlay}
        @click=${() => player?.toggle()}
      >
        ${icon(playing ? 'pause' : 'play')}
      </button>
      <span class="times"></span><span class="of"></span>
      <span class="space"></span>
      ${
        hosts.length === 0
          ? nothing
          : html`<button
              type="button"
              title=${`Loads pictures from ${hosts.join(', ')}`}
              @click=${() => media?.loadPreviews()}
            >
              Load previews
            </button>`
      }
      <span>${count === 1 ? '1 shot' : `${count} shots`}</span>
      ${facts === '' ? nothing : html`<span class="facts">${facts}</span>`} ${this.service(editor)}
      <button type="button" ?disabled=${!canPlay} @click=${this.enlarge}>${icon('large')}Large</button>
      <button type="button" ?disabled=${!canPlay} @click=${() => void player?.fullScreen()}>
        ${icon('full')}Full screen
      </button>
      <button
        type="button"
        ?disabled=${this.saving || this.filmSource(film) === undefined}
        @click=${() => void this.save('film')}
      >
        Save film
      </button>
      <button
        type="button"
        ?disabled=${this.saving || !this.parts.some(({ playable }) => playable)}
        @click=${() => void this.save('clips')}
      >
        Save clips…
      </button>
    </header>`;
  }

  private service(editor: Editor) {
    const { shown, health } = editor.state;
    const live = health !== undefined && health.services.live.token !== 'none';
    if (!live && shown === 'sandbox') return html`<span class="shown sandbox">rehearsal</span>`;
    const choice = (service: 'sandbox' | 'live', words: string) =>
      html`<button type="button" role="radio" aria-checked=${shown === service} @click=${() => editor.show(service)}>
        ${words}
      </button>`;
    return html`<span class="service" role="radiogroup" aria-label="Clips shown">
      ${choice('sandbox', 'Rehearsal')}${choice('live', 'Live')}
    </span>`;
  }

  private row(editor: Editor, film: Film | undefined) {
    const next = nextShot(editor.state.document, editor.registry, film);
    const shots = film?.shots ?? [];
    return html`<ol class="row" aria-label="Shots">
      ${
        shots.length === 0
          ? html`<li class="nothing" role="presentation">
              <p>
                <b>No shots yet</b
                >${film ? 'Link a clip to the storyboard node, and it stands here as the first shot.' : 'Add a storyboard node and link clips to it: they stand here in order.'}
              </p>
            </li>`
          : repeat(
              shots,
              ({ number, node }) => `${number} ${node}`,
              (shot, index) => html`<li>${index === 0 ? nothing : cut(shot)}${this.card(editor, shot, index)}</li>`,
            )
      }
      ${
        shots.length === 0 && !next.ok && !film
          ? nothing
          : html`<li>
              <button
                class="next"
                type="button"
                ?disabled=${!next.ok}
                title=${next.ok ? 'Copies the last shot and goes on from its clip' : next.reason}
                @click=${this.addShot}
              >
                + Next shot ${next.ok ? nothing : html`<small>${next.reason}</small>`}
              </button>
            </li>`
      }
      ${
        shots.length === 0
          ? nothing
          : html`<li role="presentation">
              <div
                class="ruler"
                role="slider"
                tabindex="0"
                aria-label="Playhead"
                aria-valuemin="0"
                aria-valuemax=${Math.round(this.player?.total ?? 0)}
                @pointerdown=${this.scrubStart}
                @pointermove=${this.scrub}
              ></div>
              <div class="head"></div>
            </li>`
      }
    </ol>`;
  }

  private card(editor: Editor, shot: Shot, index: number) {
    const { state } = editor;
    const tag = shotTag(shot, state.shown, this.now());
    const sight = this.sightOf(shot);
    const url = sight.kind === 'ready' ? safeUrl(sight.url) : undefined;
    const why = this.whyOf(shot, sight);
    const measured = shot.ref && this.media?.factsOf(shot.ref)?.duration;
    const seconds = measured ?? shot.seconds;
    const length = seconds === undefined ? '' : secondsWords(seconds, measured !== undefined);
    const take = shot.take === undefined ? '' : `t${shot.take}`;
    const on = state.selection.has(shot.node) || (shot.maker !== undefined && state.selection.has(shot.maker));
    const aim = this.aim?.index === index ? (this.aim.after ? 'over-after' : 'over-before') : '';
    const before = shot.ref === undefined || this.media?.keyOf(shot.ref) === undefined;
    const waits = shot.status.state === 'uncertain' && shot.status.job;
    return html`<div class="place">
      <button
        class=${`shot ${on ? 'on' : ''} ${aim} ${this.dragged === index ? 'dragged' : ''}`}
        type="button"
        draggable="true"
        data-shot=${index + 1}
        aria-label=${[shot.name, length, shot.take === undefined ? '' : `take ${shot.take}`, tag.text].filter((part) => part !== '').join(', ')}
        aria-description="Alt with an arrow key moves it"
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
        title=${why}
        @click=${() => this.choose(editor, shot, index)}
        @dragstart=${(event: DragEvent) => this.dragStart(event, index)}
        @dragover=${(event: DragEvent) => this.dragOver(event, index)}
        @dragleave=${() => (this.aim = undefined)}
        @drop=${(event: DragEvent) => this.drop(event)}
        @dragend=${this.dragEnd}
      >
        <span class=${`still ${isUnderWay(shot.status) ? 'busy' : ''}`}>
          ${url === undefined ? nothing : html`<img class=${before ? 'before' : ''} src=${url} alt="" draggable="false" />`}
          ${why !== '' && url === undefined ? html`<span class="why">${why}</span>` : nothing}
          <span class="tag" style=${`--dot:var(--${toneVar(tag.tone)})`}><span>${tag.text}</span></span>
        </span>
        <span class="line"
          ><b><bdi>${shot.name}</bdi></b
          ><span>${[length, take].filter((part) => part !== '').join(' · ')}</span></span
        >
      </button>
      ${waits ? html`<button class="decide" type="button" @click=${() => this.decide(waits.jobKey)}>Check…</button>` : nothing}
    </div>`;
  }

  /** Why there is no picture, as a sentence; empty where there is nothing to explain. */
  private whyOf(shot: Shot, sight: Sight): string {
    const { status } = shot;
    if (status.failure && status.state !== 'succeeded') return status.failure.message;
    const own = status.problems.find(({ severity }) => severity === 'error');
    if (own && status.state !== 'succeeded') return own.reason;
    return sight.kind === 'failed' ? `preview not available: ${sight.why}` : '';
  }

  private decide(jobKey: JobKey): void {
    const event: DecideEvent = new CustomEvent('decide', { detail: { jobKey }, bubbles: true, composed: true });
    this.dispatchEvent(event);
  }

  private choose(editor: Editor, shot: Shot, index: number): void {
    editor.select(new Set([shot.maker ?? shot.node]));
    if (this.player?.playing !== true) void this.player?.seek(startOf(this.parts, index));
  }

  private addShot(): void {
    const { editor, film } = this;
    const next = editor && nextShot(editor.state.document, editor.registry, film);
    if (!editor || !next?.ok) return;
    editor.edit(next.document, `Add ${next.name}`);
    editor.select(next.nodes);
    this.said = `${next.name} was added at the end of the film.`;
  }

  private move(from: number, to: number): void {
    const { editor, film } = this;
    const shot = film?.shots[from];
    if (!editor || !film || !shot || to < 0 || to >= film.shots.length || from === to) return;
    editor.edit(moveShot(editor.state.document, film, from, to), `Move ${shot.name}`);
    this.said = `${shot.name} is shot ${to + 1} of ${film.shots.length} now.`;
  }

  private dragStart(event: DragEvent, index: number): void {
    this.dragged = index;
    event.dataTransfer?.setData('text/plain', this.film?.shots[index]?.name ?? '');
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  }

  private dragOver(event: DragEvent, index: number): void {
    if (this.dragged === undefined) return;
    event.preventDefault();
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const after = event.clientX > box.left + box.width / 2;
    if (this.aim?.index !== index || this.aim.after !== after) this.aim = { index, after };
  }

  private drop(event: DragEvent): void {
    const { dragged, aim } = this;
    if (dragged === undefined || !aim) return;
    event.preventDefault();
    event.stopPropagation();
    const place = aim.index + (aim.after ? 1 : 0);
    this.dragEnd();
    this.move(dragged, place > dragged ? place - 1 : place);
  }

  private dragEnd(): void {
    this.dragged = this.aim = undefined;
  }

  private enlarge(): void {
    if (this.player) this.player.large = !this.player.large;
  }

  private async save(what: 'film' | 'clips'): Promise<void> {
    const { editor, media, film } = this;
    if (!editor || !media || !film) return;
    this.saving = true;
    try {
      this.said = what === 'film' ? await saveFilm(film, media) : await saveClips(film, media);
    } catch (error) {
      editor.notify({
        tone: 'bad',
        text: 'It could not be saved.',
        detail: error instanceof Error ? error.message : String(error),
      });
    } finally {
      this.saving = false;
    }
  }

  /** Cards of the row, in order. */
  private get cards(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.shot')];
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    if (!(target instanceof HTMLElement) || target.matches('input, header button, .next, .decide, .bar button')) return;
    const { player } = this;
    const at = this.cards.findIndex((card) => card === target);
    const sideways = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      if (sideways === 0 || at < 0) return;
      this.move(at, at + sideways);
      void this.updateComplete.then(() =>
        this.cards[Math.max(0, Math.min(this.cards.length - 1, at + sideways))]?.focus(),
      );
    } else if (sideways !== 0 && at >= 0) this.cards[at + sideways]?.focus();
    else if (sideways !== 0) void player?.seek(player.time + sideways);
    else if (event.key === ' ') player?.toggle();
    else if (event.key === '.') void player?.step(1);
    else if (event.key === ',') void player?.step(-1);
    else if (event.key === 'Home') void player?.seek(0);
    else if (event.key === 'End') void player?.seek(player.total);
    else if (event.key === 'f') void player?.fullScreen();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private scrubStart(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.scrub(event);
  }

  private scrub(event: PointerEvent): void {
    const ruler = event.currentTarget as HTMLElement;
    if (!ruler.hasPointerCapture(event.pointerId)) return;
    const time = this.timeAt(event.clientX);
    if (time !== undefined) void this.player?.seek(time);
  }

  /** The time that stands at a place of the row: within a card its part, between cards the cut. */
  private timeAt(x: number): number | undefined {
    const { cards, parts } = this;
    for (const [index, card] of cards.entries()) {
      const box = card.getBoundingClientRect();
      if (x < box.left) return startOf(parts, index);
      if (x <= box.right) return startOf(parts, index) + ((x - box.left) / box.width) * (parts[index]?.seconds ?? 0);
    }
    return cards.length === 0 ? undefined : startOf(parts, cards.length);
  }

  /** Sets time code and playhead without drawing everything anew: it happens at every picture. */
  private readonly drawTime = (): void => {
    const { player, parts, cards } = this;
    const time = player?.time ?? 0;
    const total = player?.total ?? 0;
    this.setText('.times', timecode(time, this.fps));
    this.setText('.of', `/ ${timecode(total, this.fps)}`);
    const head = this.renderRoot.querySelector<HTMLElement>('.head');
    const ruler = this.renderRoot.querySelector<HTMLElement>('.ruler');
    ruler?.setAttribute('aria-valuenow', time.toFixed(2));
    ruler?.setAttribute('aria-valuetext', timecode(time, this.fps));
    if (!head) return;
    let start = 0;
    for (const [index, { seconds }] of parts.entries()) {
      const card = cards[index];
      if (card && (time <= start + seconds || index === parts.length - 1)) {
        const part = seconds > 0 ? Math.min(1, Math.max(0, (time - start) / seconds)) : 0;
        const [row, box] = [head.offsetParent?.getBoundingClientRect(), card.getBoundingClientRect()];
        head.style.transform = `translateX(${box.left - (row?.left ?? 0) + part * box.width}px)`;
        return;
      }
      start += seconds;
    }
  };

  private setText(selector: string, text: string): void {
    const element = this.renderRoot.querySelector(selector);
    if (element && element.textContent !== text) element.textContent = text;
  }
}

function cut(shot: Shot) {
  return shot.extends
    ? html`<span class="cut" title="Takes the clip before as a reference">extend<i aria-hidden="true">→</i></span>`
    : html`<span class="cut" title="Does not take the clip before as a reference"
        >cut<i aria-hidden="true">|</i></span
      >`;
}

function toneVar(tone: ReturnType<typeof shotTag>['tone']): string {
  return tone === 'idle' ? 'text-3' : tone;
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-strip': ShotgraphStrip;
  }
}
