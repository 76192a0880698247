import type { Core } from './core.ts';
import type { Hold } from './journal-entry.ts';
import { StorageError } from './ports.ts';

/**
 * Holds back every submit of a service until a person's Continue, also across a restart. In memory it holds at once; a
 * disk that refuses to keep it is logged: nothing can be claimed on such a disk anyway.
 */
export async function holdService(core: Core, service: string, hold: Hold): Promise<void> {
  core.gate(service).hold = hold;
  core.wakeAll();
  try {
    await core.ledger.write(() => ({ kind: 'held', at: core.clock.now(), service, hold }));
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    core.log({ event: 'hold_not_stored', service, reason: error.message });
  }
}
