import { GatewayError, GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import { ProblemError } from '../../graph/problem.ts';
import type { Notice } from './editor.ts';

/** An error of a call as a notice, or undefined where it is none that a person can do something about. */
export function troubleNotice(error: unknown, what: string): Omit<Notice, 'id'> | undefined {
  if (error instanceof GatewayError)
    return { tone: 'bad', text: what, detail: [error.reason, error.remedy].filter((part) => part !== '').join(' ') };
  if (error instanceof GatewayUnreachable) return { tone: 'bad', text: what, detail: error.message };
  if (error instanceof ProblemError) return { tone: 'bad', text: what, problems: [error.problem] };
  return undefined;
}
