import { pauseByJobs, waitsForPerson } from '../runtime/run/pause-of.ts';
import type { Run } from '../runtime/run/run.ts';
import { goesOnByItself, isUndecided, type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';

/** Nothing goes on until a person acts: the command ends and says so. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor(
    readonly code: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** Why a run cannot go on by itself, once no other of its jobs is under way; undefined while it can. */
export function stopReason(run: Run, records: ReadonlyMap<string, JobRecord>): Stopped | undefined {
  const why = pauseByJobs(run, records);
  if (why === undefined) return undefined;
  const mine = run.agreed.flatMap(({ jobKey }) => records.get(jobKey) ?? []);
  const busy = mine.some((record) => goesOnByItself(presentAttempt(record)) && !waitsForPerson(record));
  if (busy) return undefined;
  const uncertain = mine.filter((record) => isUndecided(presentAttempt(record)));
  if (uncertain.length > 0) {
    const titles = uncertain.map(({ origin }) => origin.title).join(', ');
    return new Stopped(
      exitCodes.undecided,
      `It is not known what became of this: ${titles}. Start shotgraph and decide; nothing is sent again by itself.`,
    );
  }
  const reasons = {
    token: 'The service did not accept the token: shotgraph login.',
    credit: 'The account has no credit left.',
  };
  const said = why === 'token' || why === 'credit' ? reasons[why] : (mine.find(waitsForPerson)?.waiting?.reason ?? '');
  return new Stopped(exitCodes.stopped, `${said} The same command goes on from here.`);
}

/** How a command ends that was stopped: by its reason, by the loss of its owner, or by an interruption, with what stands where. */
export function stopError(reason: unknown): CommandError {
  if (reason instanceof CommandError) return reason;
  if (reason instanceof Stopped) return new CommandError(reason.code, reason.message);
  const standing = typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
  return new CommandError(exitCodes.failed, `Interrupted${standing}. The same command goes on from here.`);
}
