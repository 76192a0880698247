import type { JobKey } from '../../graph/keys.ts';
import type { JobRecord } from '../wire/job-record.ts';
import { agreedJobs } from './agreed-jobs.ts';
import { type CancelEffect, cancelEffect } from './cancel-effect.ts';
import type { Run } from './run.ts';

type Tell = (count: number, paid: boolean) => string;

const charged = (paid: boolean): string => (paid ? 'will be charged, ' : '');

/** What cancelling will do about so many jobs; empty where there is nothing to cancel. */
const forecasts: Readonly<Record<CancelEffect, Tell>> = {
  stops: (n, paid) => `${n} not sent, ${n === 1 ? 'stops' : 'stop'}${paid ? ' free' : ''}`,
  waits: (n) => `${n} being sent, asked to stop when the answer comes`,
  asks: (n) => `${n} in queue, asked to stop`,
  asked: (n) => `${n} asked to stop already`,
  'goes-on': (n, paid) =>
    `${n} generating, cannot be stopped, ${charged(paid)}the ${n === 1 ? 'clip is' : 'clips are'} kept`,
  made: (n) => `${n} made, the ${n === 1 ? 'clip is' : 'clips are'} kept`,
  decide: (n) => `${n} may have been sent, decide that first`,
  over: () => '',
};

/** What cancelling one job will do, as a sentence; what is over has nothing to cancel. */
const ofOne: Readonly<Record<CancelEffect, (paid: boolean) => string>> = {
  stops: (paid) => `It was not sent: it stops${paid ? ', and nothing is charged' : ''}.`,
  waits: () => 'It is being sent: when the answer comes, the service is asked to stop it.',
  asks: () => 'It is in the queue: the service is asked to stop it, and says whether it did.',
  asked: () => 'It was asked to stop, and the answer is still to come.',
  'goes-on': (paid) => `It is generating: it cannot be stopped, ${charged(paid)}and the clip is kept.`,
  made: () => 'It is made already, and its clip is kept.',
  decide: () => 'It may have been sent: decide that first.',
  over: () => 'It has ended: there is nothing to cancel.',
};

export function cancelShotWords(record: Pick<JobRecord, 'attempts' | 'service'>): string {
  return ofOne[cancelEffect(record)](record.service !== 'sandbox');
}

/** What cancelling Runs will do, before it is done: "2 not sent, stop free; 1 in queue, asked to stop". */
export function cancelForecast(runs: readonly Run[], records: ReadonlyMap<JobKey, JobRecord>): string {
  const counts = new Map<CancelEffect, number>();
  for (const record of agreedJobs(runs, records)) {
    const effect = record ? cancelEffect(record) : 'stops';
    counts.set(effect, (counts.get(effect) ?? 0) + 1);
  }
  const paid = runs.some(({ service }) => service !== 'sandbox');
  const told = (Object.keys(forecasts) as CancelEffect[]).flatMap((effect) => {
    const words = counts.has(effect) ? forecasts[effect](counts.get(effect) ?? 0, paid) : '';
    return words === '' ? [] : [words];
  });
  return told.length === 0 ? 'no generation is under way, nothing is charged' : told.join('; ');
}
