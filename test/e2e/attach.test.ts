import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Faults } from '../../src/sandbox/faults.ts';
import { type Clip, makeClip } from '../../src/sandbox/clip/make-clip.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { run, type Running, start, storyboard, temporaryFolder } from './command.ts';

/** Shorter and smaller than the template: the same graph, sooner. */
const small = ['SH010', 'SH020', 'SH030'].flatMap((shot) => [
  '--set',
  `${shot}.resolution=480p`,
  '--set',
  `${shot}.duration=4`,
]);
const agreed = ['run', storyboard, ...small, '--yes', '--max-jobs', '3', '--max-seconds', '12', '--inline'];
const nothingMore = ['run', storyboard, ...small, '--yes', '--max-jobs', '0', '--max-seconds', '1'];

let clip: Promise<Clip> | undefined;

/** A live service that counts its charges, and a data folder with a token for it. */
async function service(options: { readonly speed?: number; readonly faults?: Faults } = {}) {
  const served = await serveSandbox({
    port: 0,
    speed: 10,
    makeClip: (request) => (clip ??= makeClip(request)),
    ...options,
  });
  onTestFinished(() => served.close());
  const environment = {
    SHOTGRAPH_DATA_DIR: temporaryFolder(),
    RUNCOMFY_MODEL_API_BASE: served.origin,
    RUNCOMFY_TOKEN: 'a-token-for-tests',
    SHOTGRAPH_MEDIA_HOSTS: served.origin,
  };
  return { environment, sandbox: served.sandbox, out: temporaryFolder(), charges: () => served.sandbox.charges() };
}

async function gateway(environment: Readonly<Record<string, string>>): Promise<Running & { address: string }> {
  const running = start([], environment);
  const line = await running.line(/http:\/\/127/);
  return { ...running, address: line.replace(/^.*(http:\/\/127\.0\.0\.1:\d+).*$/, '$1') };
}

describe('a command beside a running gateway', { timeout: 90_000 }, () => {
  test('M12 attaches to it: the gateway keeps the jobs and goes on, and the same command again buys nothing', async () => {
    const { environment, out, charges } = await service();
    const owner = await gateway(environment);
    const ended = await run([...agreed, '--out', out], environment);
    expect(ended).toMatchObject({
      code: 0,
      err: expect.stringContaining(`Attached to the Shotgraph at ${owner.address}`),
    });
    expect(readdirSync(out)).toHaveLength(4);
    expect(await run([...nothingMore, '--out', out], environment)).toMatchObject({ code: 0 });
    expect(charges()).toHaveLength(3);
    expect(owner.child.exitCode).toBeNull();
  });

  test('M12 a second gateway prints the address of the first and ends with 1', async () => {
    const { environment } = await service();
    const owner = await gateway(environment);
    expect(await run([], environment)).toMatchObject({ code: 1, err: expect.stringContaining(owner.address) });
  });

  test.each([
    ['B03 M12 a gateway that is killed', 'SIGKILL'],
    ['M12 a gateway that ends in order', 'SIGTERM'],
  ] as const)('%s leaves the jobs to the command, and nothing is bought twice', async (_name, signal) => {
    const { environment, out, charges } = await service({ speed: 2 });
    const owner = await gateway(environment);
    const command = start([...agreed, '--out', out], environment);
    await command.errLine(/SH010: in (queue|progress)/);
    owner.child.kill(signal);
    expect(await command.ended).toMatchObject({
      code: 0,
      err: expect.stringContaining('this command keeps the jobs now'),
    });
    expect(charges()).toHaveLength(3);
  });

  test('U10 Ctrl-C says what stands where; the gateway goes on, and the same command collects it', async () => {
    const { environment, out, charges } = await service({ speed: 2 });
    const owner = await gateway(environment);
    const command = start([...agreed, '--out', out], environment);
    await command.errLine(/SH010: in (queue|progress)/);
    command.child.kill('SIGINT');
    expect(await command.ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /Interrupted: 1 at RunComfy, safe; 2 not sent, waiting for you\. The same command goes on/,
      ),
    });
    expect(owner.child.exitCode).toBeNull();
    expect(charges()).toHaveLength(1);
    const two = ['run', storyboard, ...small, '--yes', '--max-jobs', '2', '--max-seconds', '8', '--inline'];
    expect(await run([...two, '--out', out], environment)).toMatchObject({ code: 0 });
    expect(charges()).toHaveLength(3);
  });

  test('a gateway that buys elsewhere is refused for a live run, and both services are named', async () => {
    const { environment, out } = await service();
    await gateway(environment);
    const elsewhere = { ...environment, RUNCOMFY_MODEL_API_BASE: 'http://127.0.0.1:1' };
    expect(await run([...agreed, '--out', out], elsewhere)).toMatchObject({
      code: 2,
      err: expect.stringMatching(new RegExp(`${environment.RUNCOMFY_MODEL_API_BASE}.*http://127\\.0\\.0\\.1:1\\.`)),
    });
  });
});

describe('commands without a gateway', { timeout: 90_000 }, () => {
  test('B05 M6 three that start at once share their jobs: each shot is bought once', async () => {
    const { environment, charges } = await service();
    const ends = await Promise.all([1, 2, 3].map(() => run([...agreed, '--out', temporaryFolder()], environment)));
    expect(ends.map(({ code, err }) => (code === 0 ? 0 : err))).toEqual([0, 0, 0]);
    expect(charges()).toHaveLength(3);
  });

  test('M5 M4 a command that is killed between submit and answer ends the next one with 4, and nothing is sent again', async () => {
    let sent: () => void = () => undefined;
    const submitted = new Promise<void>((resolve) => (sent = resolve));
    const { environment, out, charges } = await service({
      faults: ({ operation, n }) => {
        if (operation !== 'submit' || n > 1) return undefined;
        sent();
        return { delayMs: 600_000 };
      },
    });
    const command = start([...agreed, '--out', out], environment);
    await submitted;
    command.child.kill('SIGKILL');
    await command.ended;
    for (const time of [1, 2]) {
      expect([time, await run([...agreed, '--out', out], environment)]).toMatchObject([time, { code: 4 }]);
    }
    expect(charges().length).toBeLessThanOrEqual(1);
  });

  test('the first Ctrl-C waits for the answer to what is being sent, so that nothing becomes uncertain', async () => {
    let sent: () => void = () => undefined;
    const submitted = new Promise<void>((resolve) => (sent = resolve));
    const { environment, out, charges } = await service({
      speed: 1,
      faults: ({ operation }) => {
        if (operation !== 'submit') return undefined;
        sent();
        return { delayMs: 1_500 };
      },
    });
    const command = start([...agreed, '--out', out], environment);
    await submitted;
    await command.errLine(/SH010: submitting/);
    command.child.kill('SIGINT');
    expect(await command.ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Waiting for the answer[^]*Interrupted: 1 at RunComfy, safe; 2 not sent/),
    });
    expect(charges()).toHaveLength(1);
    expect(await run([...agreed, '--out', out], environment)).toMatchObject({ code: 0 });
    expect(readdirSync(out).filter((name) => name.endsWith('.mp4'))).toHaveLength(4);
    expect(charges()).toHaveLength(3);
  });

  test('a second Ctrl-C ends at once', async () => {
    let sent: () => void = () => undefined;
    const submitted = new Promise<void>((resolve) => (sent = resolve));
    const { environment, out } = await service({
      faults: ({ operation }) => {
        if (operation !== 'submit') return undefined;
        sent();
        return { delayMs: 600_000 };
      },
    });
    const command = start([...agreed, '--out', out], environment);
    await submitted;
    await command.errLine(/SH010: submitting/);
    command.child.kill('SIGINT');
    await command.errLine(/Waiting for the answer/);
    command.child.kill('SIGINT');
    await command.ended;
    expect(command.child.signalCode).toBe('SIGINT');
    expect(readdirSync(join(environment.SHOTGRAPH_DATA_DIR))).toContain('journal.jsonl');
  });
});
