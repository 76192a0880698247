import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { JobKey } from '../../graph/keys.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import type { MediaService } from '../media/media-service.ts';
import { timecode } from '../media/timecode.ts';
import { isUnderWay } from '../media/tone-of.ts';
import { type Film, filmOf, type Shot } from './film.ts';
import './film-player.ts';
import type { PlayerPart, ShotgraphFilmPlayer } from './film-player.ts';
import { formatWords } from './format-words.ts';
import { nextShot, nextShotRefusal } from './next-shot.ts';
import { putPlayhead, timeAt } from './playhead.ts';
import { moveShot } from './reorder-shots.ts';
import { saveClips, saveFilm } from './save-film.ts';
import { type CardHands, cutMark, shotCard } from './shot-card.ts';
import { shotCardStyles } from './shot-card-styles.ts';
import { ShotDrag } from './shot-drag.ts';
import { partOf, shotSight, shotView } from './shot-view.ts';
import { stripKey } from './strip-keys.ts';
import { stripHeader } from './strip-header.ts';
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

  @state() private said = '';
  @state() private saving = false;
  private readonly dragging = new ShotDrag(this, (from, to) => this.move(from, to));
  @query('shotgraph-film-player') private player!: ShotgraphFilmPlayer | null;

  static override styles = [stripStyles, shotCardStyles];

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
    this.parts = (this.film?.shots ?? []).map((shot) => partOf(shot, this.media));
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
      const sight = shotSight(shot, this.media);
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

  private header(editor: Editor, film: Film | undefined) {
    const { media, parts, saving, player } = this;
    const { shown, health } = editor.state;
    const hasFilm = this.filmSource(film) !== undefined;
    const hasClips = parts.some(({ playable }) => playable);
    return stripHeader(
      {
        playing: player?.playing === true,
        canPlay: hasClips || hasFilm,
        canSaveFilm: hasFilm && !saving,
        canSaveClips: hasClips && !saving,
        shots: film?.shots.length ?? 0,
        facts: film && media ? formatWords(film, media) : '',
        shown,
        live: health !== undefined && health.services.live.token !== 'none',
        hosts: media?.hostsToAsk ?? [],
      },
      {
        toggle: () => this.player?.toggle(),
        enlarge: () => this.enlarge(),
        fullScreen: () => void this.player?.fullScreen(),
        loadPreviews: () => media?.loadPreviews(),
        show: (service) => editor.show(service),
        saveFilm: () => void this.save(saveFilm),
        saveClips: () => void this.save(saveClips),
      },
    );
  }

  private row(editor: Editor, film: Film | undefined) {
    const refusal = nextShotRefusal(film);
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
              (shot, index) => html`<li>${index === 0 ? nothing : cutMark(shot)}${this.card(editor, shot, index)}</li>`,
            )
      }
      ${
        !film
          ? nothing
          : html`<li>
              <button
                class="next"
                type="button"
                ?disabled=${refusal !== undefined}
                title=${refusal ?? 'Copies the last shot and goes on from its clip'}
                @click=${this.addShot}
              >
                + Next shot ${refusal === undefined ? nothing : html`<small>${refusal}</small>`}
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
    return shotCard(shotView(shot, this.media, editor.state, this.now()), index, this.dragging.mark(index), this.hands);
  }

  private readonly hands: CardHands = {
    choose: (index) => this.choose(index),
    decide: (jobKey) => this.decide(jobKey),
    dragStart: (event, index) => this.dragging.start(event, index, this.film?.shots[index]?.name ?? ''),
    dragOver: (event, index) => this.dragging.over(event, index),
    dragLeave: () => this.dragging.leave(),
    drop: (event) => this.dragging.drop(event),
    dragEnd: () => this.dragging.end(),
  };

  private decide(jobKey: JobKey): void {
    const event: DecideEvent = new CustomEvent('decide', { detail: { jobKey }, bubbles: true, composed: true });
    this.dispatchEvent(event);
  }

  private choose(index: number): void {
    const shot = this.film?.shots[index];
    if (shot) this.editor?.select(new Set([shot.maker ?? shot.node]));
    if (this.player?.playing !== true) void this.player?.seek(startOf(this.parts, index));
  }

  private addShot(): void {
    const { editor, film } = this;
    const next = editor && nextShot(editor.state.document, editor.registry, film);
    if (!editor || !next?.ok) return;
    editor.edit(next.document, `Add ${next.name}`);
    editor.select(next.nodes);
    this.said = `${next.name} was added at the end of the film.`;
    const node = filmOf(editor.state, editor.registry)?.shots.at(-1)?.maker;
    // The canvas knows the new nodes once it has drawn itself anew; going there selects one, and all of them are meant.
    requestAnimationFrame(() => {
      this.dispatchEvent(new CustomEvent('go-to-node', { detail: { node }, bubbles: true, composed: true }));
      editor.select(next.nodes);
    });
  }

  private move(from: number, to: number): void {
    const { editor, film } = this;
    const shot = film?.shots[from];
    if (!editor || !film || !shot || to < 0 || to >= film.shots.length || from === to) return;
    editor.edit(moveShot(editor.state.document, film, from, to), `Move ${shot.name}`);
    this.said = `${shot.name} is shot ${to + 1} of ${film.shots.length} now.`;
  }

  private enlarge(): void {
    if (this.player) this.player.large = !this.player.large;
  }

  private async save(what: typeof saveFilm): Promise<void> {
    const { editor, media, film } = this;
    if (!editor || !media || !film) return;
    this.saving = true;
    try {
      this.said = await what(film, media);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      editor.notify({ tone: 'bad', text: 'It could not be saved.', detail });
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
    const action = stripKey(event, at >= 0);
    if (action === undefined || !player) return;
    switch (action.kind) {
      case 'move':
        this.move(at, at + action.by);
        void this.updateComplete.then(() =>
          this.cards[Math.max(0, Math.min(this.cards.length - 1, at + action.by))]?.focus(),
        );
        break;
      case 'focus':
        this.cards[at + action.by]?.focus();
        break;
      case 'seek-by':
        void player.seek(player.time + action.seconds);
        break;
      case 'step':
        void player.step(action.frames);
        break;
      case 'seek':
        void player.seek(action.to === 'end' ? player.total : 0);
        break;
      case 'toggle':
        player.toggle();
        break;
      case 'full-screen':
        void player.fullScreen();
    }
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
    const time = timeAt(event.clientX, this.cards, this.parts);
    if (time !== undefined) void this.player?.seek(time);
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
    if (head) putPlayhead(head, time, cards, parts);
  };

  private setText(selector: string, text: string): void {
    const element = this.renderRoot.querySelector(selector);
    if (element && element.textContent !== text) element.textContent = text;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-strip': ShotgraphStrip;
  }
}
