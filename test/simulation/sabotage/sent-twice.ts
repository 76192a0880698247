import type { Sabotage } from './sabotage.ts';
import { submitting } from './wrap-transport.ts';

export const sentTwice: Sabotage = {
  breaks: 'M3: a connection that dies makes the client send the request anew beneath our feet, as browsers do.',
  ports: submitting(async (request, send) => {
    const [first, second] = await Promise.all([send(request), send(request)]);
    return first.kind === 'lost' ? second : first;
  }),
};
