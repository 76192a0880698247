import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { endingOf } from '../../media/media-types.ts';
import { errnoOf } from '../../gateway/host/storage-error.ts';
import { type JobRecord, type Output, presentAttempt } from '../../runtime/wire/job-record.ts';
import type { ClipFacts } from './clips-check.ts';

/** How many results are read, and bytes of them at most: a sample of a large folder, all of a small one. */
const sampleFiles = 12;
const sampleBytes = 400 * 1000 ** 2;

/** Reads a sample of the stored results, spread over all of them, and holds it against the hashes. */
export async function lookAtClips(media: string, records: readonly JobRecord[]): Promise<ClipFacts> {
  const named = new Map<string, Output>();
  for (const record of records) {
    const attempt = presentAttempt(record);
    if (attempt.status === 'succeeded') for (const output of attempt.outputs) named.set(output.sha256, output);
  }
  const missing: string[] = [];
  const damaged: string[] = [];
  let [sampled, bytes] = [0, 0];
  for (const { sha256, size, mediaType } of spread([...named.values()], sampleFiles)) {
    if (sampled > 0 && bytes + size > sampleBytes) continue;
    const name = `${sha256}.${endingOf(mediaType)}`;
    const found = await hashOf(join(media, name));
    sampled += 1;
    bytes += size;
    if (found === undefined) missing.push(name);
    else if (found !== sha256) damaged.push(name);
  }
  return { named: named.size, sampled, sampledBytes: bytes, missing, damaged };
}

/** At most `count` of a list, evenly from the first to the last. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, n) => all[Math.round((n * (all.length - 1)) / (count - 1))]).filter(
    (one): one is T => one !== undefined,
  );
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
