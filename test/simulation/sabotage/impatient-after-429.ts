import type { Sabotage } from './sabotage.ts';
import { submitting } from './wrap-transport.ts';

export const impatientAfter429: Sabotage = {
  breaks: 'H10: after 429 the client tries again at once, whatever the service asked for.',
  ports: submitting(async (request, send) => {
    const answer = await send(request);
    return answer.kind === 'answer' && answer.status === 429 ? send(request) : answer;
  }),
};
