import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createHttpsTransport } from '../gateway/host/https-transport.ts';
import { systemClock } from '../gateway/host/system-clock.ts';
import { withoutEcho } from '../gateway/host/without-echo.ts';
import { presentAttempt } from '../runtime/wire/job-record.ts';
import type { DoctorArguments } from './arguments.ts';
import { type Bought, buyClip } from './doctor/buy-clip.ts';
import { examine } from './doctor/examine.ts';
import { reportText } from './doctor/report.ts';
import { tableLines } from './doctor/table.ts';
import { worstStatus } from './doctor/verdict.ts';
import { watchService } from './doctor/watch-service.ts';
import { CommandError, exitCodes, outcomes, type ExitCode } from './exit-codes.ts';
import { environmentOf } from './open-gateway.ts';
import { plainLine } from './process-terminal.ts';
import { projectEngines, projectVersion } from './project-folder.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds that a step over the network may take before it counts as failed. */
const networkMs = 15_000;

/**
 * `shotgraph doctor`: the free checks, with `--paid` one clip after asking, and a report of what the real service showed. The
 * report is written however the paid clip ends.
 */
export async function doctorCommand(terminal: Terminal, given: DoctorArguments): Promise<ExitCode> {
  const environment = environmentOf(terminal);
  const watched = watchService(systemClock);
  const version = projectVersion();
  const { verdicts, models, differences } = await examine({
    environment,
    variables: terminal.environment,
    version,
    engines: projectEngines(),
    clock: systemClock,
    transport: watched.watch.transport(withoutEcho(createHttpsTransport())),
    exchanges: watched.seen.exchanges,
    limitMs: networkMs,
  });
  if (!given.json) for (const line of tableLines(verdicts)) terminal.out(plainLine(line));

  let bought: Bought | undefined;
  let stopped: CommandError | undefined;
  if (given.paid) {
    try {
      const { yes } = given;
      bought = await buyClip({ terminal, environment, watched, models, yes, limitMs: networkMs });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      stopped = error;
    }
  }
  const at = systemClock.now();
  const findings = { seen: watched.seen, models, differences, ...bought };
  const text = reportText({ version, at, service: environment.serviceOrigin, verdicts, findings });
  const report = await writeReport(terminal.folder, given.report, at, text);
  terminal.err(`The report is in ${report}`);
  if (stopped) throw stopped;
  const attempt = bought && presentAttempt(bought.record);
  const failed = worstStatus(verdicts) === 'fail' || (attempt !== undefined && attempt.status !== 'succeeded');
  const code = failed ? exitCodes.failed : exitCodes.done;
  if (given.json) {
    const paid = bought && attempt && { jobKey: bought.record.jobKey, ...attempt };
    terminal.out(JSON.stringify({ outcome: outcomes[code], code, checks: verdicts, report, ...(paid && { paid }) }));
  }
  return code;
}

/** A report never takes the place of another, unless its name was given. */
async function writeReport(folder: string, wanted: string | undefined, at: number, text: string): Promise<string> {
  const name = `shotgraph-doctor-${new Date(at).toISOString().slice(0, 10)}`;
  for (let n = 1; ; n += 1) {
    const path = wanted === undefined ? join(folder, `${name}${n === 1 ? '' : `-${n}`}.md`) : resolve(folder, wanted);
    try {
      await writeFile(path, text, { flag: wanted === undefined ? 'wx' : 'w' });
      return path;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST' && wanted === undefined) continue;
      throw new CommandError(exitCodes.failed, `The report ${path} cannot be written (${code ?? String(error)}).`);
    }
  }
}
