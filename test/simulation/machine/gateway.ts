import { type FileJournal, openFileJournal } from '../../../src/gateway/host/file-journal.ts';
import { openFileBytes } from '../../../src/gateway/host/file-bytes.ts';
import { createJobOwner, type JobOwnerPorts } from '../../../src/runtime/jobs/job-owner.ts';
import type { ByteStore, JobOwner } from '../../../src/runtime/jobs/ports.ts';
import { parseSpendLimits } from '../../../src/runtime/jobs/spend-guard.ts';
import { createLife, type Life } from '../life.ts';
import { checkMadeFile } from '../made-file.ts';
import type { World } from '../world.ts';
import { journalPath, mediaFolder } from './disk.ts';
import { createFolderLock } from './folder-lock.ts';
import { processDisk } from './process-disk.ts';
import { liveOrigin, servicePorts } from './service-ports.ts';

/** A gateway that serves. */
export interface OpenGateway {
  readonly life: Life;
  readonly owner: JobOwner;
  readonly bytes: ByteStore;
  readonly journal: FileJournal;
}

/** The one process that may own the data folder, dead or alive. */
export interface Gateway {
  /** The gateway that tabs reach; undefined while there is none. */
  open(): OpenGateway | undefined;
  /** Starts a process. While another one holds the lock of the folder it gives up. */
  start(): void;
  /** Ends the process in order: what is under way is awaited first. */
  stop(): void;
  kill(why: string): void;
  /** How many have been started. */
  lives(): number;
  holder(): Life | undefined;
}

export function createGateway(world: World): Gateway {
  const { sabotage, trace } = world;
  const lock = createFolderLock();
  let open: OpenGateway | undefined;
  let lives = 0;
  const cuts = world.chance.fork('power');
  const limits = parseSpendLimits(world.settings.spendGuard);
  if (limits === undefined) throw new Error('the spend guard does not parse');

  async function serve(life: Life): Promise<void> {
    const honest = processDisk(world, life);
    const disk = sabotage.disk?.(honest) ?? honest;
    const bytes = await openFileBytes(mediaFolder, new Map(), disk);
    const journal = await openFileJournal(journalPath, disk);
    const plain: JobOwnerPorts = {
      clock: life,
      random: world.chance.fork(`random of ${life.name}`).next,
      journal,
      bytes,
      media: bytes,
      services: new Map([
        [liveOrigin, servicePorts(world, life, 'live')],
        ['sandbox', servicePorts(world, life, 'sandbox')],
      ]),
      checkMedia: checkMadeFile,
      guard: limits ?? [],
      log: (line) => {
        const { event } = line;
        trace.say(`${life.name} log ${JSON.stringify(line)}`);
        world.count(`log ${JSON.stringify(event)}`);
        if (event === 'journal_damaged' && line['torn'] === true) world.count('journal torn');
        if (event === 'effect_failed' || (event === 'journal_damaged' && line['setAside'] !== 0)) {
          world.tell({ kind: 'failed oddly', where: life.name, error: JSON.stringify(line) });
        }
      },
    };
    const ports = sabotage.ports?.(plain, life) ?? plain;
    const owner = await createJobOwner(ports);
    open = { life, owner: sabotage.owner?.(owner) ?? owner, bytes, journal };
    trace.say(`${life.name} serves`);
  }

  /** In which states jobs were when their owner died, however it died. */
  function countDeath(life: Life): void {
    if (world.calm || open?.life !== life) return;
    for (const { attempts } of open.owner.changes(-1).jobs)
      world.count(`owner died with a job ${attempts.at(-1)?.status}`);
  }

  return {
    open: () => (open?.life.alive() === true ? open : undefined),
    start() {
      const name = `gateway-${lives + 1}`;
      const life = createLife(name, world, world.chance.fork(name));
      if (!lock.take(life) && sabotage.noLock !== true) {
        world.count('second gateway refused');
        return;
      }
      lives += 1;
      life.onDeath(() => {
        countDeath(life);
        if (world.calm || !cuts.happens(0.25)) return;
        world.count('power cut with the gateway');
        world.disk.loseUnsynced();
      });
      trace.say(`${life.name} starts`);
      serve(life).catch((error: unknown) => life.die(`it cannot start: ${String(error)}`));
    },
    stop() {
      const stopping = open;
      if (stopping?.life.alive() !== true) return;
      world.count('gateway stopped in order');
      void stopping.owner
        .stop()
        .then(() => stopping.journal.close())
        .then(() => stopping.life.die('stopped'));
      // Whoever waits for a disk that refuses is killed in the end.
      world.timeline.at(10_000, () => stopping.life.die('stopped by force'));
    },
    kill(why) {
      lock.holder()?.die(why);
    },
    lives: () => lives,
    holder: () => lock.holder(),
  };
}
