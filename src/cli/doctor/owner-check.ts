import type { Greeting } from '../owner/greet-owner.ts';
import type { Verdict } from './verdict.ts';

/** Who owns the data folder now; `greeting` is what it answered where it said its address. */
export interface OwnerFacts {
  readonly address?: string;
  readonly greeting?: Greeting;
}

/** Whether the process that owns the jobs, where there is one, answers and fits this command. */
export function judgeOwner(owner: OwnerFacts | undefined): Verdict {
  const check = 'owner';
  if (owner === undefined) return { check, status: 'ok', says: 'No Shotgraph runs on this folder.' };
  const where = owner.address === undefined ? 'A Shotgraph that is starting' : `The Shotgraph at ${owner.address}`;
  const { greeting } = owner;
  if (greeting?.kind === 'welcome') return { check, status: 'ok', says: `${where} keeps the jobs.` };
  if (greeting?.kind === 'refused') {
    return { check, status: 'fail', says: greeting.reason, remedy: 'End it, and start it anew.' };
  }
  const remedy = 'Wait a moment and look again; if it stays so, end that process.';
  return { check, status: 'warn', says: `${where} owns the folder and does not answer.`, remedy };
}
