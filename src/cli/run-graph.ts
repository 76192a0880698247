import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { systemClock } from '../gateway/host/system-clock.ts';
import type { GraphDocument } from '../graph/document.ts';
import { evaluate } from '../graph/evaluate.ts';
import { planOf } from '../graph/plan.ts';
import { quote } from '../graph/quote.ts';
import { mediaOperations } from '../media/operations.ts';
import { nodeRegistry } from '../node-registry.ts';
import { driveRun } from '../runtime/run/drive-run.ts';
import { createJobFeed } from '../runtime/run/job-feed.ts';
import { knownOf } from '../runtime/run/known-of.ts';
import { keysOf } from '../runtime/run/run-keys.ts';
import { untilReachable } from '../runtime/run/until-reachable.ts';
import { memoryResultStore } from '../runtime/stores/result-store.ts';
import { memoryRunStore } from '../runtime/stores/run-store.ts';
import { presentAttempt } from '../runtime/wire/job-record.ts';
import { acceptModels, modelOffers, offerLine } from './accept-models.ts';
import { agreeToBuy } from './agree-to-buy.ts';
import type { RunArguments } from './arguments.ts';
import { CommandError, exitCodes, outcomes, type ExitCode } from './exit-codes.ts';
import { localBytesBeside } from './local-bytes.ts';
import { newRun } from './new-run.ts';
import type { OwnerLink } from './owner/owner-link.ts';
import { problemLine } from './problem-line.ts';
import { progressLines } from './progress-lines.ts';
import { unrunnable } from './refused-steps.ts';
import { standingWords } from './standing-words.ts';
import { stopError, stopReason } from './stop-reason.ts';
import type { Terminal } from './terminal.ts';
import { openOutputFolder, writeOutputs } from './write-outputs.ts';

interface GraphRun {
  readonly terminal: Terminal;
  readonly given: RunArguments;
  readonly file: string;
  readonly document: GraphDocument;
  readonly service: string;
  readonly link: OwnerLink;
}

/** Plans, agrees, drives the Run to its end and leaves its files. Throws a CommandError for every other end. */
export async function runGraph({ terminal, given, file, document, service, link }: GraphRun): Promise<ExitCode> {
  const { jobs } = link;
  const evaluation = evaluate(document, nodeRegistry, service);
  const { jobs: keys } = keysOf(evaluation);
  const results = memoryResultStore();
  const records = (await jobs.known(keys)).jobs;
  const known = knownOf(records, await results.keys());
  const plan = planOf(evaluation, known, document);
  for (const problem of plan.problems) terminal.err(problemLine(problem, document));
  const { refused, left } = unrunnable(plan, evaluation);
  if (refused.some((step) => step.why === 'undecided')) {
    throw new CommandError(
      exitCodes.undecided,
      'Decide the uncertain jobs first: start shotgraph and open their nodes. Nothing was sent.',
    );
  }
  if (refused.length > 0) throw new CommandError(exitCodes.refused, 'Parts of the graph cannot run. Nothing was sent.');
  if (given.acceptModel) await acceptModels(jobs, modelOffers(records));

  const quoted = quote(plan, known);
  if (service !== 'sandbox') await agreeToBuy(terminal, given, quoted, jobs);
  terminal.err(
    `${service === 'sandbox' ? 'Rehearsal' : 'Live run'}: ${quoted.generations.length} to make, ${quoted.reused} reused.`,
  );

  const folder = resolve(terminal.folder, given.out);
  await openOutputFolder(folder);
  const feed = createJobFeed({ jobs, clock: systemClock, aliveMs: 200 });
  const runs = memoryRunStore();
  const run = newRun({
    id: randomUUID(),
    graph: basename(file),
    document,
    evaluation,
    quote: quoted,
    now: systemClock.now(),
  });
  await runs.put(run);
  const stop = new AbortController();
  const tell = progressLines(document, (line) => terminal.err(line));
  const halt = (): void => {
    tell(feed.records);
    const reason = stopReason(run, feed.records);
    if (reason !== undefined) stop.abort(reason);
  };
  const unsubscribe = feed.subscribe(halt);
  const signal = AbortSignal.any([stop.signal, link.lost, terminal.interrupted]);
  try {
    const ended = await driveRun({
      run,
      registry: nodeRegistry,
      jobs,
      feed,
      operations: mediaOperations,
      localBytes: localBytesBeside(file, document),
      runs,
      results,
      clock: systemClock,
      onTrouble: (error) => terminal.err(String(error)),
      signal,
    });
    for (const [node, step] of Object.entries(ended.steps)) {
      if (step.status === 'failed') terminal.err(problemLine({ ...step.problem, place: { node } }, document));
    }
    for (const offer of modelOffers(feed.records.values())) terminal.err(offerLine(offer));
    if (left.length > 0) {
      const titles = left.map(({ title }) => title);
      terminal.err(`Not run, because of a node before it that is not known here: ${titles.join(', ')}.`);
    }
    const files = await writeOutputs(folder, {
      document,
      evaluation,
      records: feed.records,
      results,
      jobs: {
        output: (...which) =>
          untilReachable(
            () => jobs.output(...which),
            systemClock,
            signal,
            () => undefined,
          ),
      },
    });
    const code =
      ended.state.kind === 'ended' && ended.state.outcome === 'succeeded' ? exitCodes.done : exitCodes.failed;
    if (given.json)
      terminal.out(
        JSON.stringify({
          outcome: outcomes[code],
          code,
          service,
          files,
          records: [...feed.records.values()],
          skipped: left.map(({ node, title }) => ({ node, title })),
        }),
      );
    else for (const { path } of files) terminal.out(path);
    return code;
  } catch (error) {
    if (!signal.aborted) throw error;
    if (stop.signal.aborted || link.lost.aborted) throw stopError(stop.signal.reason ?? link.lost.reason);
    const { attachedTo } = link;
    const seen = [...feed.records.values()];
    if (attachedTo === undefined && seen.some((record) => presentAttempt(record).status === 'submitting'))
      terminal.err('Waiting for the answer to what is being sent. Ctrl-C again ends at once.');
    const last = await link.leave(keys);
    const records = new Map((last.length > 0 ? last : seen).map((record) => [record.jobKey, record]));
    throw stopError(standingWords({ run, records, attachedTo }));
  } finally {
    unsubscribe();
    feed.stop();
  }
}
