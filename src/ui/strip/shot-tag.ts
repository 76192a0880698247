import { stateWords } from '../../runtime/run/words.ts';
import type { ServicePath } from '../../runtime/wire/job-client.ts';
import type { Tone } from '../canvas/node-view.ts';
import { madeWord } from '../media/made-word.ts';
import { isUnderWay, toneOf } from '../media/tone-of.ts';
import type { Shot } from './film.ts';

/** What stands on a shot's poster: a short word, and its colour. */
export interface ShotTag {
  readonly text: string;
  readonly tone: Tone;
}

/** How a shot stands, in a few words: "done", "take 2 generating 1:12", "rehearsed". `now` in milliseconds since 1970. */
export function shotTag(shot: Pick<Shot, 'status' | 'take' | 'before'>, shown: ServicePath, now: number): ShotTag {
  const { status, take } = shot;
  const tone = toneOf(status);
  const words = stateWords({ ...status, editedSince: false }, now);
  const taken = take !== undefined && take > 1 ? `take ${take} ` : '';
  if (status.state === 'succeeded' || status.state === 'reused')
    return { text: madeWord(status.attempt, shown), tone: shown === 'sandbox' ? 'free' : 'ok' };
  if (isUnderWay(status)) return { text: `${taken}${words}`, tone };
  if (status.state === 'blocked') return { text: 'cannot run yet', tone };
  if (status.state === 'idle')
    return shot.before ? { text: 'edited since', tone: 'warn' } : { text: 'not made yet', tone: 'idle' };
  return { text: words, tone };
}
