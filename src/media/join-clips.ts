import { planJoin } from './join-plan.ts';
import { letEventsIn } from './let-events-in.ts';
import { MediaError } from './media-error.ts';
import { zeroCreationTimes } from './mp4-times.ts';
import { checkMp4 } from './mp4-boxes.ts';
import { type OpenClip, openClip } from './open-clip.ts';
import { UnequalClipsError } from './unequal-clips-error.ts';
import { writeFilm } from './write-film.ts';

/** A clip to be joined. The name is what a person knows it by: it stands in errors. */
export interface NamedClip {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The joined film: a plain MP4 with its index in front, and its length in seconds. */
export interface JoinedFilm {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly duration: number;
}

/**
 * Joins clips in order by copying their packets: pictures stay bit for bit what they were, the film lasts exactly as long as
 * the clips' videos together, a clip without sound among clips with sound is silent, and equal clips give equal bytes.
 * Throws UnequalClipsError when a clip is encoded otherwise than the ones before it, MediaError for no clips or an unreadable
 * one, and the signal's reason when aborted.
 */
export async function joinClips(clips: readonly NamedClip[], signal?: AbortSignal): Promise<JoinedFilm> {
  signal?.throwIfAborted();
  if (clips.length === 0) throw new MediaError('no-clips', 'There are no clips to join.');
  const opened: OpenClip[] = [];
  try {
    for (const { name, bytes } of clips) {
      opened.push(await openClip(name, bytes));
      await letEventsIn();
      signal?.throwIfAborted();
    }
    const plan = planJoin(opened.map(({ facts }, index) => ({ name: clips[index]?.name ?? '', facts })));
    if (plan.kind === 'unequal') throw new UnequalClipsError(plan.problem);
    const bytes = await writeFilm(opened, plan, signal);
    zeroCreationTimes(bytes);
    await verifyFilm(bytes, plan.duration, plan.sound !== undefined);
    signal?.throwIfAborted();
    return { bytes, duration: plan.duration };
  } finally {
    for (const clip of opened) clip.dispose();
  }
}

/** A muxer can leave a track out without a word: what was written is read again before anyone gets it. */
async function verifyFilm(bytes: Uint8Array, duration: number, withSound: boolean): Promise<void> {
  const check = checkMp4(bytes);
  if (!check.ok) throw new MediaError('bad-output', `The joined film is not whole. ${check.reason}`);
  const film = await openClip('The joined film', bytes);
  film.dispose();
  if (Math.abs(film.facts.duration - duration) > 0.001) {
    throw new MediaError('bad-output', `The joined film lasts ${film.facts.duration} s instead of ${duration} s.`);
  }
  if ((film.facts.sound !== undefined) !== withSound) {
    throw new MediaError('bad-output', `The joined film has ${withSound ? 'lost its' : 'an unexpected'} sound track.`);
  }
}
