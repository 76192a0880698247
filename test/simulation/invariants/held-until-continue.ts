import type { InvariantWatch } from './invariant.ts';

interface Held {
  readonly why: string;
  readonly life: string;
  readonly jobKey: string | undefined;
  /** The disk knows of it: it holds for every owner after this one. */
  kept: boolean;
}

/** H02, H03: after 401 or 402 no submit of that service leaves before a person continues, also after a restart. */
export function heldUntilContinue(): InvariantWatch {
  const held = new Map<string, Held>();
  return {
    name: 'after a refused token or an empty balance nothing is sent until a person continues',
    seen(fact) {
      if (fact.kind === 'answered' && fact.stops !== undefined) {
        const kept = held.get(fact.send.service)?.kept === true;
        const { service, life, pair } = fact.send;
        held.set(service, { why: fact.stops, life, jobKey: pair?.jobKey, kept });
      }
      // What came back is on the disk, and why.
      if (fact.kind === 'durable' && fact.event.type === 'returned') {
        for (const known of held.values()) if (known.jobKey === fact.event.jobKey) known.kept = true;
      }
      if (fact.kind === 'continued') held.delete(fact.service);
      if (fact.kind !== 'sending') return undefined;
      const { service, life, prompt } = fact.send;
      const known = held.get(service);
      if (known === undefined || (known.life !== life && !known.kept)) return undefined;
      return `"${prompt}" leaves while ${service} is held for ${known.why}`;
    },
  };
}
