import { order } from '../../fakes/job-world.ts';

const { service, model, take, request, media, origin } = order().order;
const failure = { code: 'x', message: 'said so' };
const url = 'https://files.runcomfy.net/a.mp4';
const output = { kind: 'video', n: 0, sha256: '0'.repeat(64), size: 1, mediaType: 'video/mp4' } as const;

const elsewhere = { n: 1, claimedAt: 0, since: 1, submittedAt: 0, requestId: 'theirs', foreign: { at: 2 } } as const;
const order1 = { service, model, take, request, media, origin };
/** Every event there is, in every form that leads elsewhere; without whom it is about, and when. */
export const everyEvent = [
  { type: 'claimed', ...order1 },
  { type: 'imported', ...order1, attempts: [{ status: 'succeeded', ...elsewhere, outputs: [output] }] },
  { type: 'imported', ...order1, attempts: [{ status: 'lost', ...elsewhere, failure }] },
  { type: 'imported', ...order1, attempts: [{ status: 'in_queue', ...elsewhere }] },
  { type: 'submitting', model: 'newer/model', body: { prompt: 'x' } },
  { type: 'accepted', requestId: 'req-1' },
  { type: 'returned', waiting: { for: 'rate_limit', until: 5, reason: 'slow' } },
  { type: 'returned', waiting: { for: 'network', reason: 'gone' } },
  { type: 'rejected', failure },
  { type: 'unclear', failure },
  { type: 'moved', to: 'in_queue' },
  { type: 'moved', to: 'in_progress' },
  { type: 'cancel_asked' },
  { type: 'cancel_refused' },
  { type: 'cancelled' },
  { type: 'watch_stopped' },
  { type: 'watched_again' },
  { type: 'addressed', addresses: [{ kind: 'video', n: 0, url }], cost: 2 },
  { type: 'stored', outputs: [output] },
  { type: 'stored', outputs: [output], missing: [{ kind: 'video', n: 1, reason: 'gone' }] },
  { type: 'came_late', outputs: [{ ...output, n: 1 }] },
  { type: 'cleared', outputs: [{ kind: 'video', n: 0 }] },
  { type: 'emptied', outputs: [{ kind: 'video', n: 0 }] },
  { type: 'refetched', output: { kind: 'video', n: 0 } },
  { type: 'failed', failure, cost: 1 },
  { type: 'lost', failure },
  { type: 'attached', requestId: 'req-2' },
  { type: 'attached', requestId: 'req-2', doubt: failure },
  { type: 'declared_unsent', doubt: failure },
  { type: 'sent_again', doubt: failure },
  { type: 'doubted', failure },
  { type: 'declared_unsent' },
  { type: 'sent_again' },
  { type: 'agreed' },
  { type: 'noted', note: { queuePosition: 3, trouble: 'hm', slow: true, pace: { troubles: 2, cancelWanted: true } } },
  { type: 'noted', note: { queuePosition: null, trouble: null, waiting: { for: 'person', reason: 'you' } } },
] as const;
