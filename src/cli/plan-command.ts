import { resolve } from 'node:path';
import { free, priceOf } from '../graph/price.ts';
import { askPrices } from '../runtime/run/price-book.ts';
import type { PlanArguments } from './arguments.ts';
import { exitCodes, outcomes, type ExitCode } from './exit-codes.ts';
import { environmentOf } from './open-gateway.ts';
import { outlookOn } from './outlook.ts';
import { viewJobs } from './owner/job-view.ts';
import { planJson } from './plan/plan-json.ts';
import { planLines } from './plan/plan-lines.ts';
import { planRows } from './plan/plan-rows.ts';
import { problemLine } from './problem-line.ts';
import { plainLine } from './process-terminal.ts';
import { readGraph } from './read-graph.ts';
import { unrunnable } from './refused-steps.ts';
import type { Terminal } from './terminal.ts';

/** `shotgraph plan`: what `run` would do, and why. Buys nothing, writes nothing, and works without a token. */
export async function planCommand(terminal: Terminal, given: PlanArguments): Promise<ExitCode> {
  const document = await readGraph(terminal, resolve(terminal.folder, given.file), given.set);
  const { jobs, liveService, from } = await viewJobs(environmentOf(terminal));
  const service = given.sandbox ? 'sandbox' : liveService;
  const { evaluation, plan, quote: quoted } = await outlookOn(document, service, jobs);
  const settings = await jobs.settings();
  const asked = given.sandbox ? undefined : await askPrices(quoted, jobs, settings);
  const { refused } = unrunnable(plan, evaluation);
  const undecided = refused.some(({ why }) => why === 'undecided');
  const code = undecided ? exitCodes.undecided : refused.length > 0 ? exitCodes.refused : exitCodes.done;
  const sight = {
    document,
    service,
    from,
    rows: planRows(plan, quoted, evaluation),
    quote: quoted,
    price: asked ? priceOf(quoted, asked) : free,
    ...(asked && { accuracy: asked.accuracy }),
    problems: plan.problems,
    inlineAgreed: settings.inlineMedia,
  };
  if (given.json) terminal.out(JSON.stringify({ outcome: outcomes[code], code, ...planJson(sight) }));
  else {
    for (const problem of plan.problems) terminal.err(problemLine(problem, document));
    for (const line of planLines(sight)) terminal.out(plainLine(line));
  }
  return code;
}
