import { GatewayError, type JobClient } from '../runtime/wire/job-client.ts';
import { CommandError, exitCodes } from './exit-codes.ts';

/**
 * Lets live submits leave again after a new token or credit. Whoever repeats a command with its limits has seen why it stopped:
 * that is the Continue, and never one for the spend guard, which a script would else lift by repeating itself.
 */
export async function continueLive(jobs: Pick<JobClient, 'continueService'>): Promise<void> {
  await jobs.continueService('live', { spendGuard: false }).catch((error: unknown) => {
    if (error instanceof GatewayError)
      throw new CommandError(exitCodes.stopped, `${error.reason} ${error.remedy}`.trim());
    throw error;
  });
}
