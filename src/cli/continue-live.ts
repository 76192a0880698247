import { listed } from '../runtime/run/listed.ts';
import { GatewayError, type JobClient } from '../runtime/wire/job-client.ts';
import type { AttemptName } from '../runtime/wire/messages.ts';
import { CommandError, exitCodes } from './exit-codes.ts';

/**
 * Lets the attempts leave that a command agreed to, where the service is held back for want of token or credit. Whoever repeats
 * a command with its limits has seen why it stopped: that is the Continue, for what the limits cover and nothing else (M14);
 * and never one for the spend guard, which a script would else lift by repeating itself. Says what goes on waiting.
 */
export async function continueLive(
  jobs: Pick<JobClient, 'continueService'>,
  agreed: readonly AttemptName[],
  say: (line: string) => void,
): Promise<void> {
  const wish = { spendGuard: false, jobs: agreed.map(({ jobKey, attempt }) => ({ jobKey, attempt })) };
  const { waiting } = await jobs.continueService('live', wish).catch((error: unknown) => {
    if (error instanceof GatewayError)
      throw new CommandError(exitCodes.stopped, `${error.reason} ${error.remedy}`.trim());
    throw error;
  });
  if (waiting.length > 0) say(waitingLine(waiting.map(({ title }) => title)));
}

function waitingLine(titles: readonly string[]): string {
  const [who, them] =
    titles.length === 1 ? ['One other generation waits', 'it'] : [`${titles.length} other generations wait`, 'them'];
  return `${who} on, since this command did not agree to ${them}: ${listed(titles)}. Press Continue in the editor, or repeat the command that asked for ${them}.`;
}
