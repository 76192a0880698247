import type { DurableEvent } from '../../../src/runtime/jobs/job-event.ts';
import type { Pair } from '../fact.ts';

/** What the disk says of the present attempts, read by nobody but the invariants. */
export interface JournalTruth {
  take(event: DurableEvent): void;
  /** The attempt that the disk knows to be on its way out with such a prompt, the latest first. */
  sending(service: string, prompt: string): Pair | undefined;
  /** Whether a request id is known for good. */
  knows(requestId: string): boolean;
  statusOf(jobKey: string): string | undefined;
  promptOf(jobKey: string): string | undefined;
}

interface Known {
  service: string;
  prompt: string;
  attempt: number;
  last: DurableEvent['type'];
  order: number;
}

export function createJournalTruth(): JournalTruth {
  const jobs = new Map<string, Known>();
  const ids = new Set<string>();
  let order = 0;
  return {
    take(event) {
      order += 1;
      if (event.type === 'claimed') {
        const prompt = event.request['prompt'];
        if (typeof prompt !== 'string') throw new Error('every shot has a prompt');
        jobs.set(event.jobKey, { service: event.service, prompt, attempt: event.attempt, last: 'claimed', order });
        return;
      }
      if (event.type === 'accepted' || event.type === 'attached') ids.add(event.requestId);
      const job = jobs.get(event.jobKey);
      if (job === undefined) return;
      // A wish to cancel changes nothing about what is being sent.
      if (event.type !== 'cancel_asked') job.last = event.type;
      job.attempt = event.type === 'sent_again' ? event.attempt + 1 : event.attempt;
      job.order = order;
    },
    sending(service, prompt) {
      const found = [...jobs]
        .filter(([, job]) => job.service === service && job.prompt === prompt && job.last === 'submitting')
        .sort(([, a], [, b]) => b.order - a.order)[0];
      return found && { jobKey: found[0], attempt: found[1].attempt };
    },
    knows: (requestId) => ids.has(requestId),
    statusOf: (jobKey) => jobs.get(jobKey)?.last,
    promptOf: (jobKey) => jobs.get(jobKey)?.prompt,
  };
}
