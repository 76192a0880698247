import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { systemClock } from '../gateway/host/system-clock.ts';
import type { GraphDocument } from '../graph/document.ts';
import { memoryResultStore } from '../runtime/stores/result-store.ts';
import { acceptance, modelOffers, offerLine } from './accept-models.ts';
import { agreeToBuy, freeTerms } from './agree-to-buy.ts';
import type { RunArguments } from './arguments.ts';
import { driveHere } from './drive-here.ts';
import { CommandError, exitCodes, outcomes, type ExitCode } from './exit-codes.ts';
import { localBytesBeside } from './local-bytes.ts';
import { newRun } from './new-run.ts';
import { outlookOn } from './outlook.ts';
import type { OwnerLink } from './owner/owner-link.ts';
import { problemLine } from './problem-line.ts';
import { unrunnable } from './refused-steps.ts';
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
  const { evaluation, records, plan, quote: quoted } = await outlookOn(document, service, jobs);
  for (const problem of plan.problems) terminal.err(problemLine(problem, document));
  const { refused, left } = unrunnable(plan, evaluation);
  if (refused.some((step) => step.why === 'undecided')) {
    throw new CommandError(
      exitCodes.undecided,
      'Decide the uncertain jobs first: start shotgraph and open their nodes. Nothing was sent.',
    );
  }
  if (refused.length > 0) throw new CommandError(exitCodes.refused, 'Parts of the graph cannot run. Nothing was sent.');
  const offers = given.acceptModel ? modelOffers(records) : [];
  // A rehearsal needs no yes.
  if (service === 'sandbox' && offers.length > 0) await jobs.saveSettings(acceptance(offers));
  const terms = service === 'sandbox' ? freeTerms : await agreeToBuy(terminal, given, quoted, jobs, offers);
  terminal.err(
    `${service === 'sandbox' ? 'Rehearsal' : 'Live run'}: ${quoted.generations.length} to make, ${quoted.reused} reused.`,
  );

  const folder = resolve(terminal.folder, given.out);
  await openOutputFolder(folder);
  const run = newRun({
    id: randomUUID(),
    graph: basename(file),
    document,
    evaluation,
    quote: quoted,
    terms,
    now: systemClock.now(),
  });
  const results = memoryResultStore();
  const localBytes = localBytesBeside(file, document);
  return driveHere({ terminal, link, run, localBytes, results }, async ({ ended, records, output }) => {
    for (const offer of modelOffers(records.values())) terminal.err(offerLine(offer));
    if (left.length > 0) {
      const titles = left.map(({ title }) => title);
      terminal.err(`Not run, because of a node before it that is not known here: ${titles.join(', ')}.`);
    }
    const files = await writeOutputs(folder, { document, evaluation, records, results, jobs: { output } });
    const code =
      ended.state.kind === 'ended' && ended.state.outcome === 'succeeded' ? exitCodes.done : exitCodes.failed;
    if (given.json)
      terminal.out(
        JSON.stringify({
          outcome: outcomes[code],
          code,
          service,
          files,
          records: [...records.values()],
          skipped: left.map(({ node, title }) => ({ node, title })),
        }),
      );
    else for (const { path } of files) terminal.out(path);
    return code;
  });
}
