import type { JsonObject } from '../graph/json.ts';
import { joinClips, type NamedClip } from './join-clips.ts';

/** Bytes that an operation made, their media type, and their length in seconds when they play. */
export interface MediaResult {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly duration?: number;
}

/**
 * An operation on media that needs no service. `name`, `version` and params decide the result together with the inputs' bytes,
 * so a version is raised whenever equal inputs would give other bytes.
 */
export interface MediaOperation {
  readonly name: string;
  readonly version: number;
  run(inputs: readonly NamedClip[], params: JsonObject, signal: AbortSignal): Promise<MediaResult>;
}

const join: MediaOperation = {
  name: 'join',
  version: 1,
  async run(inputs, _params, signal) {
    const { bytes, duration } = await joinClips(inputs, signal);
    return { bytes, duration, mediaType: 'video/mp4' };
  },
};

/** The operations by name, done in the calling thread: for Node, and inside the browser's Worker. */
export const mediaOperations: Readonly<Record<string, MediaOperation>> = { join };
