import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphDocument } from '../graph/document.ts';
import type { Evaluation } from '../graph/evaluate.ts';
import type { ResultStore } from '../runtime/stores/result-store.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import { type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';
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

/** Writes what was made: every clip and picture of the document's jobs, and every result of its operations. */
export async function writeOutputs(folder: string, sources: OutputSources): Promise<readonly WrittenFile[]> {
  const { document, evaluation, records, results, jobs } = sources;
  await mkdir(folder, { recursive: true });
  const unique = uniqueNames();
  const written: WrittenFile[] = [];
  const write = async (name: string, bytes: Blob, row: Omit<WrittenFile, 'path'>): Promise<void> => {
    const path = join(folder, name);
    // Whole or not at all: what watches the folder never sees half a clip.
    await writeFile(`${path}.part`, new Uint8Array(await bytes.arrayBuffer()));
    await rename(`${path}.part`, path);
    written.push({ path, ...row });
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
  return written;
}
