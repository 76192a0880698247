import { hashBytes } from '../../../src/graph/hash.ts';
import type { Run } from '../../../src/runtime/run/run.ts';

/** A Run with nothing in it. */
export function sampleRun(id: string, startedAt = 1): Run {
  return {
    schema: 1,
    id,
    graph: 'g',
    service: 'sandbox',
    document: { title: 'Test', nodes: [], links: [], groups: [] },
    fingerprint: hashBytes(new TextEncoder().encode(id)),
    agreed: [],
    consents: { inlineMedia: false },
    keys: {},
    startedAt,
    touchedAt: startedAt,
    cancelRequested: false,
    state: { kind: 'running' },
    steps: {},
  };
}
