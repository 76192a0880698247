import type { Sabotage } from './sabotage.ts';
import { submitting } from './wrap-transport.ts';

export const lostCountsAsNotSent: Sabotage = {
  breaks: 'M4: a connection that broke after the request left counts as if nothing had been sent.',
  settings: { roughness: 0.6 },
  ports: submitting(async (request, send) => {
    const answer = await send(request);
    return answer.kind === 'lost' ? { kind: 'not_sent', reason: answer.reason } : answer;
  }),
};
