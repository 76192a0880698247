import type { ServiceAnswer } from '../../../src/runtime/jobs/ports.ts';
import { json, text } from '../../fakes/fake-service.ts';
import type { Chance } from '../chance.ts';
import type { Verdict } from '../fact.ts';

/** One row of the table of faults, as an answer to a submit. `accepts`: how often the service took it all the same. */
export interface SubmitFault {
  readonly row: string;
  readonly weight: number;
  readonly accepts: number;
  readonly verdict: Verdict;
  readonly answer: (situation: Situation) => ServiceAnswer;
  /** The answer comes when the caller's patience is over. */
  readonly late?: true;
}

interface Situation {
  readonly requestId: string;
  readonly chance: Chance;
  /** The service's own clock, milliseconds since 1970. */
  readonly now: number;
}

const html = '<html><script>window.__xss = 1</script><h1>502 Bad Gateway</h1></html>';
const lost = (reason: string) => (): ServiceAnswer => ({ kind: 'lost', reason });
const refused = (row: string, weight: number, answer: () => ServiceAnswer): SubmitFault => ({
  row,
  weight,
  accepts: 0,
  verdict: 'nothing',
  answer,
});
const unclear = (
  row: string,
  weight: number,
  accepts: number,
  answer: (situation: Situation) => ServiceAnswer,
): SubmitFault => ({ row, weight, accepts, verdict: 'doubt', answer });

const detail = [{ loc: ['body', 'prompt'], msg: 'too long' }];
const retryAfter: readonly ((now: number) => string | undefined)[] = [
  () => '7',
  (now) => new Date(now + 9_000).toUTCString(),
  () => undefined,
  () => '999999',
  () => '-5',
  () => 'soon',
];

/** Rows H01–H28 as far as they are about what a submit is answered. */
export const submitFaults: readonly SubmitFault[] = [
  refused('H01', 2, () => json(400, { error_message: 'bad request' })),
  refused('H04', 2, () => json(403, { error_code: 403001, error_message: 'no permission' })),
  refused('H05', 2, () => json(404, { error_code: 404001, error_message: 'no such model' })),
  refused('H07', 2, () => json(409, { error_message: 'conflict' })),
  refused('H08', 2, () => json(413, { error_message: 'too large' })),
  refused('H09', 2, () => json(422, { error_code: 422, detail })),
  refused('H23', 2, () => text(307, '', { location: 'https://evil.example/v1' })),
  refused('H24', 6, () => ({ kind: 'not_sent', reason: 'getaddrinfo ENOTFOUND' })),
  refused('H29', 2, () => ({ kind: 'insecure', reason: 'self-signed certificate' })),
  {
    ...refused('H10', 8, () => json(429, {})),
    answer: ({ chance, now }) => {
      const after = chance.pick(retryAfter)(now);
      return json(429, { error_message: 'slow down' }, after === undefined ? {} : { 'retry-after': after });
    },
  },
  unclear('H06', 2, 0.5, () => json(408, { error_message: 'timeout' })),
  unclear('H14', 8, 0.6, ({ chance }) => json(chance.pick([500, 502, 503, 504]), { error_message: 'oops' })),
  unclear('H15', 3, 0.6, ({ chance }) => text(chance.pick([502, 200]), html, { 'content-type': 'text/html' })),
  unclear('H16', 3, 0.9, ({ requestId }) => ({
    kind: 'answer',
    status: 200,
    headers: {},
    body: JSON.stringify({ request_id: requestId }).slice(0, -4),
    cut: true,
  })),
  unclear('H17', 2, 0.8, ({ chance }) => text(200, chance.pick(['[]', 'null', '"ok"', '{}']))),
  unclear('H18', 2, 0.9, ({ chance }) =>
    json(200, { request_id: chance.pick([123, '', 'x'.repeat(10_240), '../../x', null]) }),
  ),
  unclear('H14', 1, 0.7, ({ requestId }) => json(200, { error_code: 777001, request_id: requestId })),
  unclear('H26', 6, 1, lost('ECONNRESET')),
  unclear('H27', 3, 1, lost('the connection ended without an answer')),
  unclear('H28', 4, 0, lost('ECONNRESET')),
  { ...unclear('H21', 2, 0.7, lost('The operation timed out')), late: true },
  { ...unclear('H22', 2, 0.7, lost('The operation timed out')), late: true },
];

/** H19: an acceptance with more in it than anybody asked for. */
export function accepted(requestId: string, chance: Chance): ServiceAnswer {
  const more = chance.happens(0.2)
    ? { extra: { deep: [1, { deeper: true }] }, status_url: 'https://evil.example/' }
    : {};
  return json(200, { request_id: requestId, ...more });
}
