import type { Disk } from '../../../src/gateway/host/disk.ts';
import type { JobOwnerPorts } from '../../../src/runtime/jobs/job-owner.ts';
import type { JobOwner } from '../../../src/runtime/jobs/ports.ts';
import type { RunStore } from '../../../src/runtime/stores/run-store.ts';
import type { JobClient } from '../../../src/runtime/wire/job-client.ts';
import type { Life } from '../life.ts';
import type { Settings, World } from '../world.ts';

/** A deliberate fault, built around the code under test where a world is put together. */
export interface Sabotage {
  /** What it breaks, in a sentence. */
  readonly breaks?: string;
  /** A world in which it shows soon. */
  readonly settings?: Partial<Settings>;
  readonly ports?: (ports: JobOwnerPorts, life: Life) => JobOwnerPorts;
  readonly disk?: (disk: Disk) => Disk;
  readonly owner?: (owner: JobOwner) => JobOwner;
  readonly client?: (client: JobClient, world: World) => JobClient;
  readonly runs?: (runs: RunStore) => RunStore;
  /** A second process may own the folder beside the first. */
  readonly noLock?: true;
}
