import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { loadSessionValue } from '../gateway/host/session-value.ts';
import { systemClock } from '../gateway/host/system-clock.ts';
import type { GraphDocument } from '../graph/document.ts';
import { evaluate } from '../graph/evaluate.ts';
import { readGraphFile } from '../graph/file/read-graph-file.ts';
import { planOf } from '../graph/plan.ts';
import type { Problem } from '../graph/problem.ts';
import { quote } from '../graph/quote.ts';
import { mediaOperations } from '../media/operations.ts';
import { nodeRegistry } from '../node-registry.ts';
import { createHttpJobClient } from '../runtime/client/http-job-client.ts';
import { driveRun } from '../runtime/run/drive-run.ts';
import { createJobFeed } from '../runtime/run/job-feed.ts';
import { knownOf } from '../runtime/run/known-of.ts';
import { keysOf } from '../runtime/run/run-keys.ts';
import { memoryResultStore } from '../runtime/stores/result-store.ts';
import { memoryRunStore } from '../runtime/stores/run-store.ts';
import { GatewayError, type JobClient } from '../runtime/wire/job-client.ts';
import { acceptModels, modelOffers, offerLine } from './accept-models.ts';
import { applySettings } from './apply-settings.ts';
import type { RunArguments } from './arguments.ts';
import { checkLimits, quoteLine } from './check-limits.ts';
import { CommandError, exitCodes, outcomes, type ExitCode } from './exit-codes.ts';
import { localBytesBeside } from './local-bytes.ts';
import { newRun } from './new-run.ts';
import { environmentOf, openGateway } from './open-gateway.ts';
import { priceFrom } from './price-from.ts';
import { progressLines } from './progress-lines.ts';
import { unrunnable } from './refused-steps.ts';
import { stopError, stopReason } from './stop-reason.ts';
import type { Terminal } from './terminal.ts';
import { openOutputFolder, writeOutputs } from './write-outputs.ts';

/**
 * `shotgraph run`: the same graph, plan and jobs as in the editor, with this process as the owner of the data folder. What is
 * bought already is reused; after an interruption the same command goes on with the jobs under way.
 */
export async function runCommand(terminal: Terminal, given: RunArguments): Promise<ExitCode> {
  const file = resolve(terminal.folder, given.file);
  const document = applySettings(await readGraph(file, terminal), nodeRegistry, given.set);
  // Port 0: the owner always listens, and says where in its folder.
  const environment = { ...environmentOf(terminal), port: 0 };
  const gateway = await openGateway(terminal, environment, { print: () => undefined, writeLog: () => undefined });
  try {
    const session = await loadSessionValue(environment.dataFolder);
    const jobs = createHttpJobClient({ base: gateway.address, session, fetch });
    const service = given.sandbox ? 'sandbox' : environment.serviceOrigin;
    return await runGraph({ terminal, given, file, document, service, jobs });
  } finally {
    await gateway.stop();
  }
}

async function readGraph(file: string, terminal: Terminal): Promise<GraphDocument> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CommandError(exitCodes.refused, `${file} cannot be read (${code}).`);
  });
  const opened = readGraphFile(bytes, nodeRegistry, { name: basename(file).replace(/\.json$/i, '') });
  if (!opened.ok) throw new CommandError(exitCodes.refused, problemLine(opened.problem));
  for (const problem of opened.report.problems) terminal.err(problemLine(problem));
  return opened.document;
}

interface GraphRun {
  readonly terminal: Terminal;
  readonly given: RunArguments;
  readonly file: string;
  readonly document: GraphDocument;
  readonly service: string;
  readonly jobs: JobClient;
}

async function runGraph({ terminal, given, file, document, service, jobs }: GraphRun): Promise<ExitCode> {
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
  if (service !== 'sandbox') await agree(terminal, given, quoted, jobs);
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
  const signal = AbortSignal.any([stop.signal, terminal.interrupted]);
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
      jobs,
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
    throw stopError(stop.signal.reason);
  } finally {
    unsubscribe();
    feed.stop();
  }
}

async function agree(
  terminal: Terminal,
  given: RunArguments,
  quoted: ReturnType<typeof quote>,
  jobs: JobClient,
): Promise<void> {
  // What is held already needs neither a token nor an agreement.
  if (quoted.agreed.length === 0) return;
  const { live } = (await jobs.health()).services;
  if (live.token === 'none')
    throw new CommandError(exitCodes.usage, 'A live run needs a token: shotgraph login. With --sandbox it rehearses.');
  terminal.err(quoteLine(quoted, await priceFrom(jobs, quoted)));
  const settings = await jobs.settings();
  checkLimits(quoted, given, settings.inlineMedia || given.inline);
  if (given.inline && quoted.inline && !settings.inlineMedia)
    await jobs.saveSettings({ ...settings, inlineMedia: true });
  // Whoever repeats the command with its limits has seen why it stopped: that is the Continue after a new token or credit,
  // and never one for the spend guard, which a script would else lift by repeating itself.
  await jobs.continueService('live', { spendGuard: false }).catch((error: unknown) => {
    if (error instanceof GatewayError)
      throw new CommandError(exitCodes.stopped, `${error.reason} ${error.remedy}`.trim());
    throw error;
  });
}

function problemLine({ severity, place, reason, remedy }: Problem, document?: GraphDocument): string {
  const node = document?.nodes.find(({ id }) => id === place.node);
  const where =
    place.line === undefined
      ? node && `${node.title ?? node.type} (${node.id})`
      : `line ${place.line}:${place.column ?? 1}`;
  return `${severity}: ${where === undefined ? '' : `${where}: `}${reason} ${remedy}`.trim();
}
