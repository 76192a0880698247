import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CommandError, exitCodes } from '../../../src/cli/exit-codes.ts';
import { linkToOwner, type OwnerLink, type OwnerLinkPorts } from '../../../src/cli/owner/owner-link.ts';
import { DataFolderError } from '../../../src/gateway/host/data-folder.ts';
import { readEnvironment } from '../../../src/gateway/host/environment.ts';
import { readSessionValue } from '../../../src/gateway/host/session-value.ts';
import { systemClock } from '../../../src/gateway/host/system-clock.ts';
import { type RunningGateway, startGateway } from '../../../src/gateway/serve.ts';
import { temporaryFolder } from '../../gateway/host/temporary-folder.ts';
import { ordered } from '../../gateway/orders.ts';
import { builtApp, started } from '../../gateway/started.ts';

interface Linked {
  readonly link: OwnerLink;
  readonly said: readonly string[];
  readonly stop: AbortController;
}

async function linked(folder: string, change: Partial<OwnerLinkPorts> = {}): Promise<Linked> {
  const said: string[] = [];
  const stop = new AbortController();
  const app = await builtApp();
  const environment = readEnvironment(
    { PORT: '0', SHOTGRAPH_DATA_DIR: folder, SHOTGRAPH_SANDBOX_SPEED: '60' },
    '/none',
  );
  const open = async (): Promise<RunningGateway> => {
    try {
      return await startGateway({
        environment,
        version: '1.2.3',
        appFolder: app,
        graphsFolder: join(folder, 'no-graphs'),
        print: () => undefined,
        writeLog: () => undefined,
      });
    } catch (error) {
      if (!(error instanceof DataFolderError)) throw error;
      throw new CommandError(exitCodes.failed, error.message, { cause: error });
    }
  };
  const link = await linkToOwner({
    folder,
    version: '1.2.3',
    liveService: environment.serviceOrigin,
    session: () => readSessionValue(folder),
    open,
    say: (line) => said.push(line),
    clock: systemClock,
    fetch,
    signal: stop.signal,
    ...change,
  });
  onTestFinished(async () => void (await link.leave([])));
  return { link, said, stop };
}

test('M12 without an owner a command becomes it, and another command attaches to it', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const first = await linked(folder);
  expect(first.link.attachedTo).toBeUndefined();
  const second = await linked(folder);
  expect(second.said).toEqual([expect.stringMatching(/^Attached to the Shotgraph at http:\/\/127\.0\.0\.1:\d+:/)]);
  const { jobKey, order } = ordered('One of two.');
  await second.link.jobs.put(jobKey, order);
  expect((await first.link.jobs.known([jobKey])).jobs).toHaveLength(1);
});

test('M12 what was ordered through an owner that ends is carried on by the command that was attached to it', async () => {
  const gateway = await started();
  const { link, said } = await linked(gateway.folder);
  expect(link.attachedTo).toBe(gateway.address);
  const { jobKey, order } = ordered('Carried on.');
  await link.jobs.put(jobKey, order);
  await gateway.stop();
  const { jobs } = await link.jobs.known([jobKey]);
  expect(jobs).toMatchObject([{ jobKey }]);
  expect(link.attachedTo).toBeUndefined();
  expect(said.at(-1)).toBe(`The Shotgraph at ${gateway.address} has ended; this command keeps the jobs now.`);
  await link.jobs.put(jobKey, order);
  const journal = await readFile(join(gateway.folder, 'journal.jsonl'), 'utf8');
  expect(journal.match(/"claimed"/g)).toHaveLength(1);
});

test('M12 of several commands whose owner ends one becomes it, and the others attach to that one', async () => {
  const gateway = await started();
  const guests = await Promise.all([linked(gateway.folder), linked(gateway.folder), linked(gateway.folder)]);
  await gateway.stop();
  await Promise.all(guests.map(({ link }) => link.jobs.known([])));
  const owners = guests.filter(({ link }) => link.attachedTo === undefined);
  expect(owners).toHaveLength(1);
  expect(new Set(guests.map(({ link }) => link.attachedTo)).size).toBe(2);
});

test('an owner of another version is refused, and both versions are named', async () => {
  const gateway = await started();
  await expect(linked(gateway.folder, { version: '9.9.9' })).rejects.toMatchObject({
    code: exitCodes.failed,
    message: expect.stringContaining('is version 1.2.3, this command is 9.9.9'),
  });
});

test('an owner that holds the folder and does not answer is named, in place of waiting for ever', async () => {
  const gateway = await started();
  let now = 0;
  const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
  const nobody = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
  await expect(linked(gateway.folder, { clock, fetch: nobody })).rejects.toThrow(
    `is owned by a running Shotgraph at ${gateway.address}, which does not answer.`,
  );
});

test('a folder that cannot be had any more ends the link with the reason', async () => {
  const gateway = await started();
  let broken = false;
  const refusal = new CommandError(exitCodes.failed, 'The disk is gone.');
  const taken = new DataFolderError('owned', 'taken', gateway.address);
  const open = (): Promise<RunningGateway> =>
    Promise.reject(broken ? refusal : new CommandError(exitCodes.failed, 'taken', { cause: taken }));
  const { link } = await linked(gateway.folder, { open });
  broken = true;
  await gateway.stop();
  await expect(link.jobs.health()).rejects.toThrow('did not answer');
  expect(link.lost.reason).toBe(refusal);
});

test('leaving ends what the command owned, and says where the jobs stand', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const { link } = await linked(folder);
  const { jobKey, order } = ordered('Left behind.');
  await link.jobs.put(jobKey, order);
  expect(await link.leave([jobKey])).toMatchObject([{ jobKey }]);
  const next = await linked(folder);
  expect(next.link.attachedTo).toBeUndefined();
});
