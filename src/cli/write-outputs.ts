import { open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../gateway/host/make-folder.ts';
import type { GraphDocument } from '../graph/document.ts';
import type { Evaluation } from '../graph/evaluate.ts';
import type { ResultStore } from '../runtime/stores/result-store.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import { type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { clipName, endingOf, fileName, uniqueNames } from './output-names.ts';

/** One file that a run left. */
export interface WrittenFile {
  readonly path: string;
  readonly node: string;
  readonly requestId?: string;
  readonly seconds?: number;
}

export interface OutputSources {
  readonly document: GraphDocument;
  readonly evaluation: Evaluation;
  readonly records: ReadonlyMap<string, JobRecord>;
  readonly results: ResultStore;
  readonly jobs: Pick<JobClient, 'output'>;
}

/** Makes the folder and proves that it takes files, before anything is bought for it. Throws a CommandError (1). */
export async function openOutputFolder(folder: string): Promise<void> {
  const probe = join(folder, '.shotgraph.part');
  await written(folder, async () => {
    await makeFolder(folder, 0o777);
    await (await open(probe, 'w')).close();
    await rm(probe);
  });
}

/** Whatever the disk refuses is one line: what was bought stays in the data folder, and can be written anew. */
async function written<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    const kept = 'What is bought is kept in the data folder: the same command with another --out writes it.';
    throw new CommandError(exitCodes.failed, `${folder} cannot be written to (${code}). ${kept}`);
  }
}

/** Writes into a folder that was opened what was made: every clip and picture of the document's jobs, and every result of its operations. */
export async function writeOutputs(folder: string, sources: OutputSources): Promise<readonly WrittenFile[]> {
  const { document, evaluation, records, results, jobs } = sources;
  const unique = uniqueNames();
  const files: WrittenFile[] = [];
  const write = async (name: string, bytes: Blob, row: Omit<WrittenFile, 'path'>): Promise<void> => {
    const path = join(folder, name);
    // Whole or not at all: what watches the folder never sees half a clip.
    const whole = new Uint8Array(await bytes.arrayBuffer());
    await written(folder, async () => {
      await writeFile(`${path}.part`, whole);
      await rename(`${path}.part`, path);
    });
    files.push({ path, ...row });
  };
  const seen = new Set<string>();
  for (const { node, order, operation } of evaluation.nodes.values()) {
    const record = order && records.get(order.jobKey);
    if (order && record && !seen.has(order.jobKey)) {
      seen.add(order.jobKey);
      const attempt = presentAttempt(record);
      if (attempt.status !== 'succeeded') continue;
      for (const { kind, n, mediaType } of attempt.outputs) {
        const name = clipName(node.title ?? '', order.take, `node${node.id}`) + (n === 0 ? '' : `_${n + 1}`);
        const bytes = await jobs.output(order.jobKey, kind, n);
        await write(unique(name, endingOf(mediaType)), bytes, { node: node.id, requestId: attempt.requestId });
      }
    }
    const result = operation && (await results.get(operation.cacheKey));
    if (operation && result) {
      const name = fileName(node.title ?? document.title, 'film');
      const { bytes, mediaType, seconds } = result;
      await write(unique(name, endingOf(mediaType)), bytes, {
        node: node.id,
        ...(seconds !== undefined && { seconds }),
      });
    }
  }
  return files;
}
