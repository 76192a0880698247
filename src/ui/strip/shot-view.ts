import { refusalWords } from '../../runtime/run/refusal-words.ts';
import { safeUrl } from '../faces/safe-url.ts';
import type { MediaService } from '../media/media-service.ts';
import { spendBrief } from '../../runtime/run/spend-words.ts';
import { secondsWords } from '../../runtime/run/seconds-words.ts';
import type { Sight } from '../media/sight-keeper.ts';
import type { EditorState } from '../editor/editor.ts';
import type { PlayerPart } from './film-player.ts';
import type { Shot } from './film.ts';
import { type ShotTag, shotTag } from './shot-tag.ts';

type Media = Pick<MediaService, 'keyOf' | 'factsOf' | 'posterOf' | 'clipOf'>;

/** Everything that a shot's card says. */
export interface ShotView {
  readonly shot: Shot;
  readonly tag: ShotTag;
  readonly poster: string | undefined;
  /** The poster is of an earlier clip: the shot was edited since. */
  readonly old: boolean;
  /** Why there is no picture, or why the shot failed, as a sentence; empty where there is nothing to explain. */
  readonly why: string;
  /** "8.0 s" */
  readonly length: string;
  /** What was spent on the shot, live: "$1.08"; empty of nothing. */
  readonly spent: string;
  readonly selected: boolean;
  /** For who does not see it: "SH010, 8.0 s, take 1, done". */
  readonly label: string;
}

/** The clip of a shot's present key, or what stands in for it. */
export function clipRef({ ref, before }: Shot, media: Media | undefined): Shot['ref'] {
  return ref && media?.keyOf(ref) !== undefined ? ref : (before ?? ref);
}

/** How the first frame of a shot stands. */
export function shotSight(shot: Shot, media: Media | undefined): Sight {
  const ref = clipRef(shot, media);
  return ref && media ? media.posterOf(ref) : { kind: 'none' };
}

/** `now` in milliseconds since 1970. */
export function shotView(shot: Shot, media: Media | undefined, state: EditorState, now: number): ShotView {
  const tag = shotTag(shot, state.shown, now);
  const sight = shotSight(shot, media);
  const measured = shot.ref && media?.factsOf(shot.ref)?.duration;
  const seconds = measured ?? shot.seconds;
  const length = seconds === undefined ? '' : secondsWords(seconds, measured !== undefined);
  const take = shot.take === undefined ? '' : `take ${shot.take}`;
  const spent = spentOn(shot, state);
  return {
    shot,
    tag,
    poster: sight.kind === 'ready' ? safeUrl(sight.url) : undefined,
    old: shot.ref === undefined || media?.keyOf(shot.ref) === undefined,
    why: whyOf(shot, sight),
    length,
    spent,
    selected: state.selection.has(shot.node) || (shot.maker !== undefined && state.selection.has(shot.maker)),
    label: [shot.name, length, take, tag.text, spent && `spent ${spent}`].filter((part) => part !== '').join(', '),
  };
}

function spentOn({ maker }: Shot, { money, shown }: EditorState): string {
  const shots = money?.report.shots ?? {};
  const spend = maker !== undefined && shown === 'live' && Object.hasOwn(shots, maker) ? shots[maker] : undefined;
  return spend === undefined ? '' : spendBrief(spend);
}

function whyOf({ status }: Shot, sight: Sight): string {
  if (status.state !== 'succeeded' && status.state !== 'reused') {
    if (status.failure) return refusalWords(status.failure);
    const own = status.problems.find(({ severity }) => severity === 'error');
    if (own) return own.reason;
  }
  return sight.kind === 'failed' ? `preview not available: ${sight.why}` : '';
}

/** What the player plays of a shot. */
export function partOf(shot: Shot, media: Media | undefined): PlayerPart {
  const ref = clipRef(shot, media);
  const key = ref && media?.keyOf(ref);
  return {
    name: shot.name,
    // Only where a shot tells nothing at all of its length: the time line needs one.
    seconds: (ref && media?.factsOf(ref)?.duration) ?? shot.seconds ?? 5,
    playable: key !== undefined,
    clip: ref && key !== undefined ? { key, load: () => media?.clipOf(ref) } : undefined,
  };
}
