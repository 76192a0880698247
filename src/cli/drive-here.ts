import { systemClock } from '../gateway/host/system-clock.ts';
import { mediaOperations } from '../media/operations.ts';
import { nodeRegistry } from '../node-registry.ts';
import { driveRun } from '../runtime/run/drive-run.ts';
import { createJobFeed } from '../runtime/run/job-feed.ts';
import type { Run } from '../runtime/run/run.ts';
import type { LocalBytes } from '../runtime/run/run-media.ts';
import { untilReachable } from '../runtime/run/until-reachable.ts';
import type { ResultStore } from '../runtime/stores/result-store.ts';
import { memoryRunStore } from '../runtime/stores/run-store.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import { type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';
import type { OwnerLink } from './owner/owner-link.ts';
import { problemLine } from './problem-line.ts';
import { progressLines } from './progress-lines.ts';
import { standingWords } from './standing-words.ts';
import { stopError, stopReason } from './stop-reason.ts';
import type { Terminal } from './terminal.ts';

export interface DriveHere {
  readonly terminal: Terminal;
  readonly link: OwnerLink;
  readonly run: Run;
  readonly localBytes: LocalBytes;
  readonly results: ResultStore;
}

/** A Run that came to its end, for what is to be done with it while its owner is still there. */
export interface Driven {
  readonly ended: Run;
  readonly records: ReadonlyMap<string, JobRecord>;
  /** Bytes of a result, asked for until the owner answers. */
  readonly output: JobClient['output'];
}

/**
 * Drives a Run from the command line, with a line for every change, and then finishes. What keeps it from its end is a
 * CommandError: a job that waits for a person, an owner that is lost, or an interruption, which says what stands where (U10).
 */
export async function driveHere<T>(
  { terminal, link, run, localBytes, results }: DriveHere,
  finish: (driven: Driven) => Promise<T>,
): Promise<T> {
  const { jobs } = link;
  const feed = createJobFeed({ jobs, clock: systemClock, aliveMs: 200 });
  const runs = memoryRunStore();
  await runs.put(run);
  const stop = new AbortController();
  const tell = progressLines(run.document, (line) => terminal.err(line));
  const unsubscribe = feed.subscribe(() => {
    tell(feed.records);
    const reason = stopReason(run, feed.records);
    if (reason !== undefined) stop.abort(reason);
  });
  const signal = AbortSignal.any([stop.signal, link.lost, terminal.interrupted]);
  try {
    const ended = await driveRun({
      run,
      registry: nodeRegistry,
      jobs,
      feed,
      operations: mediaOperations,
      localBytes,
      runs,
      results,
      clock: systemClock,
      onTrouble: (error) => terminal.err(String(error)),
      signal,
    });
    for (const [node, step] of Object.entries(ended.steps)) {
      if (step.status === 'failed') terminal.err(problemLine({ ...step.problem, place: { node } }, run.document));
    }
    const unheard = (): void => undefined;
    const output: JobClient['output'] = (...which) =>
      untilReachable(() => jobs.output(...which), systemClock, signal, unheard);
    return await finish({ ended, records: feed.records, output });
  } catch (error) {
    if (!signal.aborted) throw error;
    if (stop.signal.aborted || link.lost.aborted) throw stopError(stop.signal.reason ?? link.lost.reason);
    throw await interruptedError(terminal, link, run, [...feed.records.values()]);
  } finally {
    unsubscribe();
    feed.stop();
  }
}

/** Ends in good order: what is being sent has its answer first, so that nothing becomes uncertain by it. */
async function interruptedError(terminal: Terminal, link: OwnerLink, run: Run, seen: readonly JobRecord[]) {
  const { attachedTo } = link;
  if (attachedTo === undefined && seen.some((record) => presentAttempt(record).status === 'submitting'))
    terminal.err('Waiting for the answer to what is being sent. Ctrl-C again ends at once.');
  const last = await link.leave(run.agreed.map(({ jobKey }) => jobKey));
  const records = new Map((last.length > 0 ? last : seen).map((record) => [record.jobKey, record]));
  return stopError(standingWords({ run, records, attachedTo }));
}
