import type { Fact, ServiceName } from '../fact.ts';

/** Why nothing may be sent to a service, in the life that was told so, and in every one after it once the disk knows. */
export interface TrueHold {
  readonly why: string;
  readonly life: string;
  readonly jobKey: string | undefined;
  /** The disk knows of it: it holds for every owner after this one. */
  kept: boolean;
}

/** What holds services back, as the facts say it (faults.md H02, H03). */
export interface TrueHolds {
  see(fact: Fact): void;
  /** The hold that a life must obey. */
  of(service: ServiceName, life: string): TrueHold | undefined;
}

export function trueHolds(): TrueHolds {
  const held = new Map<ServiceName, TrueHold>();
  return {
    see(fact) {
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
    },
    of(service, life) {
      const known = held.get(service);
      return known !== undefined && (known.life === life || known.kept) ? known : undefined;
    },
  };
}
