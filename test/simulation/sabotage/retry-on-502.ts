import type { Sabotage } from './sabotage.ts';
import { submitting } from './wrap-transport.ts';

export const retryOn502: Sabotage = {
  breaks: 'M3: a submit that was answered with 5xx is sent again by the client.',
  settings: { roughness: 0.6 },
  ports: submitting(async (request, send) => {
    const answer = await send(request);
    return answer.kind === 'answer' && answer.status >= 500 ? send(request) : answer;
  }),
};
