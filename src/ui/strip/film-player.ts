import { LitElement, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { timecode } from '../media/timecode.ts';
import { keptSlots, type Slot, type Slots } from './clip-slots.ts';
import { filmPlayerStyles } from './film-player-styles.ts';
import { filmStage, type StageHands } from './film-stage.ts';
import { releaseUrl } from '../media/release-url.ts';
import { placeAt, playableFrom, startOf, type TimelinePart, totalOf } from './timeline.ts';

/** Bytes that can be played; equal keys are equal bytes. */
export interface Playable {
  readonly key: string;
  readonly load: () => Promise<Blob> | undefined;
}

/** One shot to play. `clip` is undefined while nothing made it. */
export interface PlayerPart extends TimelinePart {
  readonly name: string;
  readonly clip: Playable | undefined;
}

/**
 * Longer than most files, since both sources share one clock, one wish to play and one element at the front.
 *
 * Plays a film: the joined one where it exists, else its clips one after the other, the next one loaded ahead. Says
 * `player-change` when it starts, stops or breaks, and `player-time` while it moves.
 */
@customElement('shotgraph-film-player')
export class ShotgraphFilmPlayer extends LitElement {
  /** The joined film. */
  @property({ attribute: false }) film: Playable | undefined;
  @property({ attribute: false }) parts: readonly PlayerPart[] = [];
  /** Shown while nothing is loaded. */
  @property({ attribute: false }) poster: string | undefined;
  /** What is said while there is nothing to show. */
  @property({ attribute: false }) empty = '';
  /** Frames a second, for steps and the time code. */
  @property({ attribute: false }) fps = 24;
  /** 1 is as it was made. */
  @property({ attribute: false }) rate = 1;
  @property({ type: Boolean, reflect: true }) large = false;

  @state() private filmUrl: string | undefined;
  @state() private slots: Slots = [undefined, undefined];
  @state() private front: 0 | 1 = 0;
  @state() private wanted = false;
  @state() private waiting = false;
  @state() private trouble = '';
  private atSeconds = 0;
  /** Each grows whenever what is being read of that kind stops counting. */
  private clipSession = 0;
  private filmSession = 0;
  private filmKey: string | undefined;
  /** Read, but not shown yet. */
  private waitingFilm: Blob | undefined;
  private clipKeys: readonly (string | undefined)[] = [];
  private frame = 0;

  static override styles = filmPlayerStyles;

  /** Whether it plays, or will as soon as the bytes are there. */
  get playing(): boolean {
    return this.wanted;
  }

  /** Seconds from the start of the film. */
  get time(): number {
    return this.atSeconds;
  }

  /** Seconds in all. */
  get total(): number {
    const video = this.filmUrl === undefined ? undefined : this.video;
    return video && Number.isFinite(video.duration) && video.duration > 0 ? video.duration : totalOf(this.parts);
  }

  get canPlay(): boolean {
    return this.film !== undefined || this.parts.some(({ playable }) => playable);
  }

  /** Why it does not play, as a sentence; empty where nothing is wrong. */
  get problem(): string {
    return this.trouble;
  }

  private get video(): HTMLVideoElement | undefined {
    const found = this.renderRoot?.querySelector<HTMLVideoElement>(
      this.filmUrl === undefined ? `video[data-slot="${this.front}"]` : 'video[data-film]',
    );
    return found ?? undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('film') && this.film?.key !== this.filmKey) this.openFilm();
    if (changed.has('parts')) {
      const before = this.clipKeys;
      this.clipKeys = this.parts.map(({ clip }) => clip?.key);
      // A clip that was made meanwhile moves nothing.
      const moved = before.some((key, index) => key !== undefined && key !== this.clipKeys[index]);
      if (moved && this.filmUrl === undefined) this.keepSlots();
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    for (const video of this.renderRoot.querySelectorAll('video'))
      if (video.playbackRate !== this.rate) video.playbackRate = this.rate;
    if (changed.has('large')) this.float();
    this.drawTime();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
    this.dropFilm();
    this.dropSlots();
    // Connected again, it opens the film anew.
    this.filmKey = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.film) this.openFilm();
  }

  toggle(): void {
    if (this.wanted) this.pause();
    else void this.play();
  }

  async play(): Promise<void> {
    if (!this.canPlay) return;
    if (this.atSeconds >= this.total - 0.5 / this.fps) this.atSeconds = 0;
    this.wanted = true;
    this.trouble = '';
    this.tell();
    await this.arrive();
  }

  pause(): void {
    this.wanted = false;
    this.video?.pause();
    cancelAnimationFrame(this.frame);
    this.tell();
    void this.takeFilm();
  }

  /** Goes to a time in seconds, and goes on playing if it played. */
  async seek(seconds: number): Promise<void> {
    this.atSeconds = Math.min(Math.max(0, seconds), this.total);
    this.moved();
    if (this.canPlay) await this.arrive();
  }

  /** Goes on by whole frames, backwards where negative. */
  async step(frames: number): Promise<void> {
    if (this.wanted) this.pause();
    // The middle of a frame, so that rounding shows no neighbour.
    const frame = Math.floor(this.atSeconds * this.fps + 1e-3) + frames;
    await this.seek((Math.max(0, frame) + 0.5) / this.fps);
  }

  async fullScreen(): Promise<void> {
    const stage = this.renderRoot.querySelector('.stage');
    if (document.fullscreenElement) await document.exitFullscreen();
    else await stage?.requestFullscreen();
  }

  /** Brings what should be seen at the present time to the front, and plays it where that is wanted. */
  private async arrive(): Promise<void> {
    if (this.filmUrl !== undefined) {
      const video = this.video;
      if (!video) return;
      if (Math.abs(video.currentTime - this.atSeconds) > 0.25 / this.fps) video.currentTime = this.atSeconds;
      if (this.wanted) await this.start(video);
      return;
    }
    const place = placeAt(this.parts, this.atSeconds);
    const index = place && playableFrom(this.parts, place.index);
    if (!place || index === undefined) return this.pause();
    await this.show(index, index === place.index ? place.within : 0);
  }

  /** Clip after clip: shows a part from a second of its own on. */
  private async show(index: number, within: number): Promise<void> {
    const session = this.clipSession;
    const held = this.slots.findIndex((slot) => slot?.index === index);
    const side = held < 0 ? (this.slots[this.front] === undefined ? this.front : this.other) : held === 0 ? 0 : 1;
    if (held < 0 && !(await this.fill(side, index))) return;
    if (session !== this.clipSession) return;
    const leaving = side === this.front ? undefined : this.video;
    this.front = side;
    await this.updateComplete;
    leaving?.pause();
    const { video } = this;
    if (!video) return;
    if (Math.abs(video.currentTime - within) > 0.25 / this.fps) video.currentTime = within;
    this.atSeconds = startOf(this.parts, index) + within;
    this.moved();
    if (this.wanted) await this.start(video);
    const next = playableFrom(this.parts, index + 1);
    if (this.wanted && next !== undefined && !this.slots.some((slot) => slot?.index === next))
      await this.fill(this.other, next);
  }

  private get other(): 0 | 1 {
    return this.front === 0 ? 1 : 0;
  }

  /** Reads a part's bytes into a slot. */
  private async fill(side: 0 | 1, index: number): Promise<boolean> {
    const session = this.clipSession;
    const part = this.parts[index];
    const key = part?.clip?.key;
    const bytes = part?.clip?.load();
    if (!part || key === undefined || !bytes) return false;
    this.waiting = true;
    try {
      const blob = await bytes;
      if (session !== this.clipSession) return false;
      this.setSlot(side, { index, key, url: URL.createObjectURL(blob) });
      await this.updateComplete;
      return true;
    } catch (error) {
      if (session === this.clipSession) this.broke(`${part.name}: ${messageOf(error)}`);
      return false;
    } finally {
      this.waiting = false;
    }
  }

  /** Clips come and go beside the one that is seen: it plays on, at its new place, while it is there. */
  private keepSlots(): void {
    const kept = keptSlots(this.slots, this.parts);
    if (this.slots[this.front] && !kept[this.front]) return this.dropSlots();
    for (const [side, slot] of this.slots.entries()) if (slot && !kept[side]) releaseUrl(slot.url);
    this.slots = kept;
    // What is being read may belong elsewhere now.
    this.clipSession++;
    const { video } = this;
    const seen = kept[this.front];
    if (seen && video) this.atSeconds = startOf(this.parts, seen.index) + video.currentTime;
    if (this.wanted) void this.arrive();
  }

  private setSlot(side: 0 | 1, slot: Slot | undefined): void {
    const gone = this.slots[side];
    if (gone) releaseUrl(gone.url);
    this.slots = side === 0 ? [slot, this.slots[1]] : [this.slots[0], slot];
  }

  private dropSlots(): void {
    this.clipSession++;
    this.setSlot(0, undefined);
    this.setSlot(1, undefined);
    if (this.wanted && this.filmUrl === undefined) this.pause();
  }

  private openFilm(): void {
    this.dropFilm();
    this.filmKey = this.film?.key;
    void this.readFilm();
  }

  private async readFilm(): Promise<void> {
    const session = this.filmSession;
    const bytes = this.film?.load();
    if (!bytes) return;
    try {
      const blob = await bytes;
      if (session !== this.filmSession || !this.isConnected) return;
      this.waitingFilm = blob;
      // Whoever is watching the clips goes on watching: the film takes over when they stop.
      if (!this.wanted) await this.takeFilm();
    } catch (error) {
      if (session === this.filmSession) this.broke(`The film: ${messageOf(error)}`);
    }
  }

  private async takeFilm(): Promise<void> {
    const blob = this.waitingFilm;
    if (!blob) return;
    this.waitingFilm = undefined;
    this.dropSlots();
    this.filmUrl = URL.createObjectURL(blob);
    await this.updateComplete;
    await this.seek(this.atSeconds);
    this.tell();
  }

  private dropFilm(): void {
    this.filmSession++;
    this.waitingFilm = undefined;
    if (this.filmUrl === undefined) return;
    releaseUrl(this.filmUrl);
    this.filmUrl = undefined;
    if (this.wanted) this.pause();
  }

  private async start(video: HTMLVideoElement): Promise<void> {
    video.playbackRate = this.rate;
    try {
      await video.play();
      this.follow();
    } catch (error) {
      // Another seek or a pause came in between: nothing is wrong.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (error instanceof DOMException && error.name === 'NotAllowedError')
        this.broke('Press play once more: the browser asks for a click first.');
      // What cannot be decoded is told by the element's own error event, with the clip's name.
      else if (!(error instanceof DOMException)) this.broke(messageOf(error));
    }
  }

  /** Tells the time at every picture while it plays. */
  private follow(): void {
    cancelAnimationFrame(this.frame);
    const tick = (): void => {
      this.read();
      if (this.wanted) this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
  }

  private read(): void {
    const { video } = this;
    if (!video || video.seeking) return;
    const slot = this.slots[this.front];
    if (this.filmUrl !== undefined) this.atSeconds = video.currentTime;
    else if (slot)
      this.atSeconds =
        startOf(this.parts, slot.index) + Math.min(video.currentTime, this.parts[slot.index]?.seconds ?? 0);
    this.moved();
  }

  private ended(event: Event): void {
    if (event.target !== this.video || !this.wanted) return;
    const slot = this.slots[this.front];
    const next = this.filmUrl === undefined && slot ? playableFrom(this.parts, slot.index + 1) : undefined;
    if (next !== undefined) return void this.show(next, 0);
    this.wanted = false;
    cancelAnimationFrame(this.frame);
    this.atSeconds = this.filmUrl === undefined && slot ? startOf(this.parts, slot.index + 1) : this.total;
    this.moved();
    this.tell();
    void this.takeFilm();
  }

  private loaded(event: Event): void {
    const video = event.target;
    // HEVC "plays" without a picture and without an error (facts/media.md).
    if (video instanceof HTMLVideoElement && video.videoWidth === 0) this.unplayable(event);
    else this.tell();
  }

  private unplayable(event: Event): void {
    if (event.target !== this.video) return;
    const slot = this.slots[this.front];
    const name = this.filmUrl === undefined && slot ? this.parts[slot.index]?.name : 'The film';
    this.broke(`${name ?? 'The clip'} cannot be played by this browser. Save it and play it elsewhere.`);
  }

  private broke(sentence: string): void {
    this.trouble = sentence.slice(0, 300);
    this.pause();
  }

  private tell(): void {
    this.dispatchEvent(new CustomEvent('player-change'));
  }

  private drawTime(): void {
    const code = this.renderRoot?.querySelector('.code');
    if (code) code.textContent = timecode(this.atSeconds, this.fps);
    const bar = this.renderRoot?.querySelector<HTMLInputElement>('input');
    if (bar) bar.value = String(this.total > 0 ? Math.round((this.atSeconds / this.total) * 1000) : 0);
  }

  private moved(): void {
    this.drawTime();
    this.dispatchEvent(new CustomEvent('player-time'));
  }

  /** In the top layer no panel hides it; the element stays where it is, so that it plays on. */
  private float(): void {
    const stage = this.renderRoot.querySelector<HTMLElement>('.stage');
    if (!stage) return;
    if (this.large) {
      // Over the strip, however high that is: its header and a gap stay free.
      stage.style.bottom = `${Math.round(innerHeight - this.getBoundingClientRect().top + 56)}px`;
      stage.popover = 'manual';
      stage.showPopover();
    } else if (stage.popover !== null) {
      stage.hidePopover();
      stage.popover = null;
      stage.style.bottom = '';
    }
  }

  protected override render() {
    return filmStage(
      {
        film: this.filmUrl,
        slots: this.slots,
        front: this.front,
        poster: this.poster,
        empty: this.empty,
        names: this.parts.map(({ name }) => name),
        waiting: this.waiting,
        trouble: this.trouble,
        playing: this.wanted,
        canPlay: this.canPlay,
      },
      this.hands,
    );
  }

  private readonly hands: StageHands = {
    toggle: () => this.toggle(),
    fullScreen: () => void this.fullScreen(),
    shrink: () => this.shrink(),
    dragged: (event) => this.dragged(event),
    ended: (event) => this.ended(event),
    unplayable: (event) => this.unplayable(event),
    loaded: (event) => this.loaded(event),
  };

  private dragged(event: Event): void {
    if (event.target instanceof HTMLInputElement) void this.seek((Number(event.target.value) / 1000) * this.total);
  }

  private shrink(): void {
    this.large = false;
    this.tell();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'the bytes could not be read.';
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-film-player': ShotgraphFilmPlayer;
  }
}
