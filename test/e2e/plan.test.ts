import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { run, start, storyboard, temporaryFolder } from './command.ts';

const small = ['SH010', 'SH020', 'SH030'].flatMap((shot) => [
  '--set',
  `${shot}.resolution=480p`,
  '--set',
  `${shot}.duration=4`,
]);

interface PlanJson {
  readonly code: number;
  readonly outcome: string;
  readonly steps: readonly { readonly title: string; readonly action: string }[];
  readonly totals: { readonly buy: number; readonly reuse: number };
}

describe('shotgraph plan', { timeout: 60_000 }, () => {
  test('M11 M12 says what a live run would buy without a token, makes no data folder and has no owner', async () => {
    const data = join(temporaryFolder(), 'data');
    const environment = { SHOTGRAPH_DATA_DIR: data, RUNCOMFY_MODEL_API_BASE: 'http://127.0.0.1:1' };
    const ended = await run(['plan', storyboard, ...small], environment);
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('3 generations, 12 s at 480p') });
    expect(ended.out).toMatch(/^\+ buy {7}SH010 .*4 s at 480p, price unknown$/m);
    expect(ended.out).toContain('need an agreement: --inline');
    expect(existsSync(data)).toBe(false);
  });

  test('M13 what a rehearsal made is reused by the next rehearsal and bought by a live run', async () => {
    const [data, out] = [temporaryFolder(), temporaryFolder()];
    const environment = { SHOTGRAPH_DATA_DIR: data, RUNCOMFY_MODEL_API_BASE: 'http://127.0.0.1:1' };
    expect(await run(['run', storyboard, ...small, '--sandbox', '--out', out], environment)).toMatchObject({ code: 0 });
    const before = readdirSync(data).sort();
    const rehearsed = JSON.parse(
      (await run(['plan', storyboard, ...small, '--sandbox', '--json'], environment)).out,
    ) as PlanJson;
    expect(rehearsed.steps.map(({ action }) => action)).toEqual(['reuse', 'reuse', 'reuse', 'make']);
    const live = JSON.parse((await run(['plan', storyboard, ...small, '--json'], environment)).out) as PlanJson;
    expect(live).toMatchObject({ outcome: 'succeeded', totals: { buy: 3, reuse: 0 } });
    expect(readdirSync(data).sort()).toEqual(before);
  });

  test('M12 beside a running gateway it asks that, and is told what the gateway knows', async () => {
    const environment = { SHOTGRAPH_DATA_DIR: temporaryFolder() };
    const gateway = start([], environment);
    const address = (await gateway.line(/http:\/\/127/)).replace(/^.*(http:\/\/127\.0\.0\.1:\d+).*$/, '$1');
    const ended = await run(['plan', storyboard, ...small, '--sandbox'], environment);
    expect(ended).toMatchObject({
      code: 0,
      out: expect.stringContaining(`jobs as told by the Shotgraph at ${address}`),
    });
  });

  test('a graph that cannot run ends with 3, and one with an uncertain job with 4', async () => {
    const served = await serveSandbox({
      port: 0,
      faults: ({ operation }) =>
        operation === 'submit' ? { takesEffect: true, instead: { kind: 'drop', how: 'reset' } } : undefined,
    });
    onTestFinished(() => served.close());
    const environment = {
      SHOTGRAPH_DATA_DIR: temporaryFolder(),
      RUNCOMFY_MODEL_API_BASE: served.origin,
      RUNCOMFY_TOKEN: 'a-token-for-tests',
    };
    const bad = await run(['plan', storyboard, '--json', '--set', 'SH020 prompt.text=Where is @Nobody?'], environment);
    expect(bad.code).toBe(3);
    expect((JSON.parse(bad.out) as PlanJson).steps.find(({ title }) => title === 'SH020')?.action).toBe('blocked');
    const limits = ['--yes', '--max-jobs', '3', '--max-seconds', '12', '--inline'];
    await run(['run', storyboard, ...small, ...limits, '--out', temporaryFolder()], environment);
    const undecided = await run(['plan', storyboard, ...small], environment);
    expect(undecided).toMatchObject({ code: 4, out: expect.stringMatching(/^! blocked {3}SH010 .*lost/m) });
    expect(served.sandbox.charges()).toHaveLength(1);
  });

  test('a word that it does not take, or no file, ends with 2', async () => {
    expect(await run(['plan'])).toMatchObject({ code: 2, err: expect.stringContaining('needs a graph file') });
    expect(await run(['plan', storyboard, '--out', 'x'])).toMatchObject({ code: 2 });
  });
});
