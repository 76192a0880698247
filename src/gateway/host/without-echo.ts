import type { ServiceAnswer, Transport } from '../../runtime/jobs/ports.ts';

/** A shorter word would be found inside others, and no real token is as short. */
const shortestToken = 8;

/** A Transport whose answers never hold the token that the request carried: a service may repeat what it was sent (U01, SEC11). */
export function withoutEcho(transport: Transport): Transport {
  return {
    async send(request, signal) {
      const answer = await transport.send(request, signal);
      const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
      return token === undefined || token.length < shortestToken
        ? answer
        : cleaned(answer, (text) => text.replaceAll(token, '…'));
    },
  };
}

function cleaned(answer: ServiceAnswer, clean: (text: string) => string): ServiceAnswer {
  if (answer.kind !== 'answer') return { ...answer, reason: clean(answer.reason) };
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, clean(value)] as const);
  return { ...answer, headers: Object.fromEntries(headers), body: clean(answer.body) };
}
