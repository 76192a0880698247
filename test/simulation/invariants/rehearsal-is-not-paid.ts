import type { InvariantWatch } from './invariant.ts';

/** M13: the service is part of every key, and nothing made in a rehearsal stands in for what is paid. */
export function rehearsalIsNotPaid(): InvariantWatch {
  const services = new Map<string, string>();
  const requests = new Map<string, string>();
  const quoted = new Set<string>();
  return {
    name: 'a rehearsal never counts as paid',
    seen(fact) {
      if (fact.kind === 'charged') requests.set(fact.requestId, fact.send.service);
      if (fact.kind === 'agreed') for (const { jobKey } of fact.pairs) quoted.add(jobKey);
      if (fact.kind === 'told' && fact.record.service === 'sandbox' && quoted.has(fact.record.jobKey)) {
        return `${fact.record.jobKey.slice(0, 8)} was quoted as paid and is told of as rehearsed`;
      }
      if (fact.kind !== 'durable') return undefined;
      const { event } = fact;
      if (event.type === 'claimed') {
        const service = event.service === 'sandbox' ? 'sandbox' : 'live';
        const before = services.get(event.jobKey);
        services.set(event.jobKey, service);
        if (before !== undefined && before !== service)
          return `${event.jobKey.slice(0, 8)} went from ${before} to ${service}`;
      }
      if (event.type === 'accepted' && requests.get(event.requestId) !== services.get(event.jobKey)) {
        return `${event.requestId} stands in a job of another service`;
      }
      if (event.type === 'submitting' && services.get(event.jobKey) === 'live') {
        const body = JSON.stringify(event.body);
        if (body.includes('/sandbox-')) return `${event.jobKey.slice(0, 8)} was sent with a clip of a rehearsal`;
      }
      return undefined;
    },
  };
}
