import type { ServiceAnswer } from '../../../src/runtime/jobs/ports.ts';
import { json, text } from '../../fakes/fake-service.ts';
import type { Chance } from '../chance.ts';

/** One row of the table of faults, as an answer to a question about a request that says nothing about it. */
export interface ReadFault {
  readonly row: string;
  readonly weight: number;
  readonly answer: (chance: Chance) => ServiceAnswer;
  readonly late?: true;
}

/** Rows H30–H32: status and result. */
export const readFaults: readonly ReadFault[] = [
  { row: 'H30', weight: 6, answer: (chance) => json(chance.pick([500, 502, 503]), { error_message: 'oops' }) },
  { row: 'H31', weight: 2, answer: () => text(504, '<html>504</html>', { 'content-type': 'text/html' }) },
  { row: 'H31', weight: 1, answer: () => text(200, '<html>ok</html>', { 'content-type': 'text/html' }) },
  {
    row: 'H31',
    weight: 2,
    answer: (chance) => json(200, chance.pick([[], null, { status: 7 }, { status: '' }, 'ok'])),
  },
  { row: 'H31', weight: 3, answer: (chance) => json(429, {}, chance.happens(0.5) ? { 'retry-after': '3' } : {}) },
  { row: 'H30', weight: 3, answer: () => ({ kind: 'lost', reason: 'ECONNRESET' }) },
  { row: 'H30', weight: 2, answer: () => ({ kind: 'not_sent', reason: 'getaddrinfo ENOTFOUND' }) },
  { row: 'H30', weight: 1, answer: () => ({ kind: 'lost', reason: 'The operation timed out' }), late: true },
  { row: 'H31', weight: 1, answer: () => json(404, { error_code: 404001, error_message: 'not found' }) },
];

/** Row H33: cancel. */
export const cancelFaults: readonly (ReadFault & { readonly takesEffect: boolean })[] = [
  { row: 'H33', weight: 2, takesEffect: false, answer: () => json(409, { error_message: 'not now' }) },
  { row: 'H33', weight: 1, takesEffect: false, answer: () => json(404, { error_code: 404001 }) },
  { row: 'H33', weight: 2, takesEffect: true, answer: () => json(500, {}) },
  { row: 'H33', weight: 2, takesEffect: true, answer: () => ({ kind: 'lost', reason: 'ECONNRESET' }) },
  { row: 'H33', weight: 2, takesEffect: false, answer: () => ({ kind: 'lost', reason: 'ECONNRESET' }) },
];
