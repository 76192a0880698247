import type { MediaRef } from './media-ref.ts';
import type { JobKey } from './keys.ts';

/** What may flow over a link. `*` takes and gives anything; only nodes that pass a value on have it. */
export const socketTypes = ['TEXT', 'IMAGE', 'AUDIO', 'VIDEO', 'JOB', '*'] as const;
export type SocketType = (typeof socketTypes)[number];

/** A picture, clip or sound on its way, under the name that `@name` in a prompt calls it by. */
export interface Medium {
  readonly name?: string;
  readonly ref: MediaRef;
  /** Length of a clip or sound, where it is known before anything ran. */
  readonly seconds?: number;
}

/** A generation that was asked for, and the name that its clip will carry. */
export interface JobValue {
  readonly jobKey: JobKey;
  readonly name?: string;
  readonly seconds?: number;
}

/** The value that each socket type carries. */
export interface SocketValues {
  readonly TEXT: string;
  readonly IMAGE: Medium;
  readonly AUDIO: Medium;
  readonly VIDEO: Medium;
  readonly JOB: JobValue;
  readonly '*': SocketValue;
}
export type SocketValue = string | Medium | JobValue;

/** Whether a value that leaves an output of one type may enter an input of another. Types of foreign nodes are any text. */
export function canLink(from: string, to: string): boolean {
  if (from === to || from === '*' || to === '*') return true;
  // ComfyUI writes unions as "IMAGE,MASK" (facts/comfyui-habits.md).
  const offered = from.split(',');
  return to.split(',').some((type) => offered.includes(type));
}
