import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { run, start, storyboard, temporaryFolder } from './command.ts';

const seconds = (file: string): number =>
  Number(
    execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file], {
      encoding: 'utf8',
    }),
  );
/** Shorter and smaller than the template: the same graph, sooner. */
const small = ['SH010', 'SH020', 'SH030'].flatMap((shot) => [
  '--set',
  `${shot}.resolution=480p`,
  '--set',
  `${shot}.duration=4`,
]);

describe('shotgraph run --sandbox', { timeout: 60_000 }, () => {
  test('leaves the clips and the joined film; the second time it makes nothing, and --json prints one object with the files and every request id', async () => {
    const [data, out] = [temporaryFolder(), temporaryFolder()];
    const args = ['run', storyboard, '--sandbox', '--out', out, ...small];
    const first = await run(args, { SHOTGRAPH_DATA_DIR: data });
    expect(first).toMatchObject({ code: 0 });
    expect(readdirSync(out).sort()).toEqual(['Night market.mp4', 'SH010_t01.mp4', 'SH020_t01.mp4', 'SH030_t01.mp4']);
    expect(seconds(join(out, 'SH020_t01.mp4'))).toBeCloseTo(4, 3);
    expect(seconds(join(out, 'Night market.mp4'))).toBeCloseTo(12, 3);
    const film = readFileSync(join(out, 'Night market.mp4'));

    const second = await run([...args, '--json'], { SHOTGRAPH_DATA_DIR: data });
    expect(second).toMatchObject({ code: 0, err: expect.stringContaining('0 to make, 3 reused') });
    expect(readFileSync(join(out, 'Night market.mp4')).equals(film)).toBe(true);
    const said = JSON.parse(second.out) as { outcome: string; files: { path: string; requestId?: string }[] };
    expect(said.outcome).toBe('succeeded');
    expect(said.files.filter(({ requestId }) => requestId !== undefined)).toHaveLength(3);
    for (const { path } of said.files) expect(statSync(path).size).toBeGreaterThan(1000);
  });

  test('an interrupted run goes on with the jobs under way, and nothing is submitted twice', async () => {
    const [data, out] = [temporaryFolder(), temporaryFolder()];
    const args = ['run', storyboard, '--sandbox', '--out', out, ...small];
    const environment = { SHOTGRAPH_DATA_DIR: data, SHOTGRAPH_SANDBOX_SPEED: '1' };
    const first = start(args, environment);
    await first.errLine(/SH010: in (queue|progress)/);
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 1, err: expect.stringContaining('goes on from here') });
    expect(await run(args, { ...environment, SHOTGRAPH_SANDBOX_SPEED: '30' })).toMatchObject({ code: 0 });
    expect(readdirSync(join(data, 'sandbox')).filter((name) => name.endsWith('.json'))).toHaveLength(3);
  });

  test('local pictures are found beside the graph by name and hash, and only with the right hash', async () => {
    const [data, out, folder] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    const graph = join(folder, 'mine.json');
    const picture = Buffer.from(
      '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082',
      'hex',
    );
    const sha256 = execFileSync('sha256sum', { input: picture, encoding: 'utf8' }).slice(0, 64);
    const text = readFileSync(storyboard, 'utf8')
      .replaceAll(/780d47af[0-9a-f]+/g, sha256)
      .replaceAll('mara.jpg', 'dot.png');
    writeFileSync(graph, text);
    const args = ['run', graph, '--sandbox', '--out', out, ...small];
    expect(await run(args, { SHOTGRAPH_DATA_DIR: data })).toMatchObject({
      code: 1,
      err: expect.stringContaining('not here'),
    });
    writeFileSync(join(folder, 'dot.png'), 'something else');
    expect(await run(args, { SHOTGRAPH_DATA_DIR: data })).toMatchObject({
      code: 1,
      err: expect.stringContaining('not here'),
    });
    writeFileSync(join(folder, 'dot.png'), picture);
    expect(await run(args, { SHOTGRAPH_DATA_DIR: data })).toMatchObject({ code: 0 });
  });
});

describe('shotgraph run refuses', { timeout: 30_000 }, () => {
  test('a graph that cannot be read, with the place, and exit code 3', async () => {
    const [data, folder] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(folder, 'broken.json'), '{\n  "nodes": [,]\n}');
    const { code, err } = await run(['run', join(folder, 'broken.json'), '--sandbox', '--out', folder], {
      SHOTGRAPH_DATA_DIR: data,
    });
    expect(code).toBe(3);
    expect(err).toContain('line 2:13');
  });

  test('a graph with a part that cannot run, before anything is sent', async () => {
    const data = temporaryFolder();
    const { code, err } = await run(
      ['run', storyboard, '--sandbox', '--out', data, '--set', 'SH020 prompt.text=Where is @Nobody?'],
      {
        SHOTGRAPH_DATA_DIR: data,
      },
    );
    expect(code).toBe(3);
    expect(err).toContain('@Nobody');
    expect(
      existsSync(join(data, 'journal.jsonl')) ? readFileSync(join(data, 'journal.jsonl'), 'utf8') : '',
    ).not.toContain('claimed');
  });

  /** The storyboard with a node of an unknown kind, whose clip is the film's second shot. */
  function withPlaceholder(): string {
    const graph = JSON.parse(readFileSync(storyboard, 'utf8')) as {
      nodes: { id: number; type: string; inputs?: { name: string; type: string; link: number | null }[] }[];
      links: unknown[][];
    };
    const film = graph.nodes.find(({ type }) => type === 'Storyboard');
    const socket = film?.inputs?.[1];
    const outputs = [{ name: 'clip', type: 'VIDEO', links: [] as unknown[], slot_index: 0 }];
    const stranger = { id: 9001, type: 'UpscaleFromElsewhere', pos: [0, 0], size: [100, 50], flags: {}, order: 0 };
    graph.nodes.push({ ...stranger, mode: 0, inputs: [], outputs, properties: {} } as never);
    if (film && socket) {
      for (const link of graph.links) if (link[0] === socket.link) link.splice(1, 2, 9001, 0);
      outputs[0]?.links.push(socket.link);
    }
    const file = join(temporaryFolder(), 'placeholder.json');
    writeFileSync(file, JSON.stringify(graph));
    return file;
  }

  test('G07 what stands behind a placeholder is left out and named, the rest runs, and the end is 1', async () => {
    const [data, out] = [temporaryFolder(), temporaryFolder()];
    const file = withPlaceholder();
    const ended = await run(['run', file, '--sandbox', '--json', '--out', out, ...small], { SHOTGRAPH_DATA_DIR: data });
    expect(ended).toMatchObject({ code: 1, err: expect.stringMatching(/Not run.*not known.*: .+/) });
    const said = JSON.parse(ended.out) as { code: number; files: unknown[]; skipped: { title: string }[] };
    expect(said).toMatchObject({ code: 1, skipped: [{ title: expect.any(String) }] });
    expect(readdirSync(out).sort()).toEqual(['SH010_t01.mp4', 'SH020_t01.mp4', 'SH030_t01.mp4']);
  });

  test('G07 a problem of an own node still refuses the whole run, with a placeholder in the graph as well', async () => {
    const data = temporaryFolder();
    const args = ['run', withPlaceholder(), '--sandbox', '--out', data, ...small];
    const ended = await run([...args, '--set', 'SH020 prompt.text=Where is @Nobody?'], { SHOTGRAPH_DATA_DIR: data });
    expect(ended).toMatchObject({ code: 3, err: expect.stringContaining('Nothing was sent') });
  });

  test('--json prints one object on every other end as well', async () => {
    const data = temporaryFolder();
    const cases = [
      [['run', '--json', '--nonsense'], 2, 'usage'],
      [['run', join(data, 'nothing.json'), '--sandbox', '--json', '--out', data], 3, 'refused'],
    ] as const;
    for (const [args, code, outcome] of cases) {
      const ended = await run(args, { SHOTGRAPH_DATA_DIR: data });
      expect(ended.code).toBe(code);
      expect(JSON.parse(ended.out)).toEqual({ outcome, code, message: expect.any(String) });
    }
  });

  test('a param or node that is not there, or a value that does not fit, with 2', async () => {
    const data = temporaryFolder();
    for (const [setting, why] of [
      ['SH099.duration=5', 'no node'],
      ['SH010.length=5', 'no param'],
      ['SH010.duration=99', 'does not fit'],
    ] as const) {
      const ended = await run(['run', storyboard, '--sandbox', '--out', data, '--set', setting], {
        SHOTGRAPH_DATA_DIR: data,
      });
      expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(why) });
    }
  });
});

/** A live run of the small storyboard within exactly what it needs. */
const agreed = ['run', storyboard, ...small, '--yes', '--max-jobs', '3', '--max-seconds', '12', '--inline'];

describe('a live run from the command line', { timeout: 60_000 }, () => {
  async function service(options: Partial<Parameters<typeof serveSandbox>[0]> = {}) {
    const served = await serveSandbox({ port: 0, speed: 30, ...options });
    onTestFinished(() => served.close());
    const data = temporaryFolder();
    return {
      sandbox: served.sandbox,
      data,
      environment: {
        SHOTGRAPH_DATA_DIR: data,
        RUNCOMFY_MODEL_API_BASE: served.origin,
        RUNCOMFY_TOKEN: 'a-token-for-tests',
        SHOTGRAPH_MEDIA_HOSTS: served.origin,
      },
    };
  }

  test('without a token ends with 2', async () => {
    const { environment, data } = await service();
    const ended = await run(['run', storyboard, '--out', data, ...small], { ...environment, RUNCOMFY_TOKEN: '' });
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('shotgraph login') });
  });

  test('M14 buys only within what was agreed: no agreement 2, past a limit 5, and nothing is sent', async () => {
    const { environment, data, sandbox } = await service();
    const args = ['run', storyboard, '--out', data, ...small];
    expect(await run(args, environment)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--max-jobs 3 --max-seconds 12'),
    });
    expect(
      await run([...args, '--yes', '--max-jobs', '2', '--max-seconds', '99', '--inline'], environment),
    ).toMatchObject({ code: 5 });
    expect(
      await run([...args, '--yes', '--max-jobs', '3', '--max-seconds', '11', '--inline'], environment),
    ).toMatchObject({ code: 5 });
    expect(await run([...args, '--yes', '--max-jobs', '3', '--max-seconds', '12'], environment)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--inline'),
    });
    expect(sandbox.charges()).toHaveLength(0);
  });

  test('SEC11 buys each shot once, and the same command again buys nothing; the token stands in no output and no file', async () => {
    const { environment, data, sandbox } = await service();
    const args = [...agreed, '--out', data, '--json'];
    const first = await run(args, environment);
    expect(first).toMatchObject({ code: 0 });
    expect(sandbox.charges()).toHaveLength(3);
    const second = await run(args, environment);
    expect(second).toMatchObject({ code: 0 });
    expect(sandbox.charges()).toHaveLength(3);
    expect(seconds(join(data, 'Night market.mp4'))).toBeCloseTo(12, 3);
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name));
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'latin1'));
    const said = [first, second].flatMap(({ out, err }) => [out, err]);
    expect([...said, ...texts].filter((text) => text.includes('a-token-for-tests'))).toEqual([]);
  });

  test('a service out of credit stops the run with 6, and the same command goes on', async () => {
    let broke = true;
    const { environment, data, sandbox } = await service({
      faults: ({ operation }) =>
        operation === 'submit' && broke
          ? { instead: { kind: 'answer', status: 402, body: '{"error_code":400002}' } }
          : undefined,
    });
    const args = [...agreed, '--out', data];
    expect(await run(args, environment)).toMatchObject({ code: 6, err: expect.stringContaining('credit') });
    expect(sandbox.charges()).toHaveLength(0);
    broke = false;
    expect(await run(args, environment)).toMatchObject({ code: 0 });
    expect(sandbox.charges()).toHaveLength(3);
  });

  test('H02 a refused token stops the run with 6, and with another one the same command goes on', async () => {
    let refusing = true;
    const { environment, data, sandbox } = await service({
      faults: ({ operation }) =>
        operation === 'submit' && refusing
          ? { instead: { kind: 'answer', status: 401, body: '{"error_code":400004}' } }
          : undefined,
    });
    const args = [...agreed, '--out', data];
    expect(await run(args, environment)).toMatchObject({ code: 6, err: expect.stringContaining('token') });
    expect(await run(args, environment)).toMatchObject({ code: 6, err: expect.stringContaining('token') });
    expect(sandbox.charges()).toHaveLength(0);
    refusing = false;
    expect(await run(args, { ...environment, RUNCOMFY_TOKEN: 'another-token' })).toMatchObject({ code: 0 });
    expect(sandbox.charges()).toHaveLength(3);
  });

  test('M14 SEC12 the spend guard stops the run with 6, and no repeated command lifts it', async () => {
    const { environment, data, sandbox } = await service();
    const guarded = { ...environment, SHOTGRAPH_MAX_SUBMITS: '3/day' };
    const args = [...agreed, '--out', data];
    expect(await run(args, guarded)).toMatchObject({ code: 0 });
    const another = [...args, '--json', '--set', 'SH010.take=2'];
    for (let time = 0; time < 2; time += 1) {
      const ended = await run(another, guarded);
      expect(ended).toMatchObject({ code: 6, err: expect.stringContaining('spend guard') });
      expect(JSON.parse(ended.out)).toMatchObject({ outcome: 'stopped', code: 6 });
    }
    expect(sandbox.charges()).toHaveLength(3);
  });

  test('H05 a model that has moved: the new id is offered, and sent once it is accepted, under the same key', async () => {
    const old = 'bytedance/seedance-v2/pro';
    const { environment, data, sandbox } = await service({
      faults: ({ operation, model }) =>
        operation === 'submit' && model === old
          ? { instead: { kind: 'answer', status: 404, body: '{"error_code":404001,"error_message":"no such model"}' } }
          : undefined,
    });
    const args = [...agreed, '--out', data];
    const refused = await run(args, environment);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--accept-model') });
    expect(refused.err).toContain('bytedance/seedance-2.0/pro');
    expect(sandbox.charges()).toHaveLength(0);
    expect(await run([...args, '--accept-model'], environment)).toMatchObject({ code: 0 });
    expect(sandbox.charges()).toHaveLength(3);
    // Remembered, and no key has changed: nothing is left to buy.
    expect(await run(args, environment)).toMatchObject({ code: 0, err: expect.stringContaining('3 reused') });
    expect(sandbox.charges()).toHaveLength(3);
  });

  test('M4 an answer that was lost ends with 4, and the same command does not send it again', async () => {
    const { environment, data, sandbox } = await service({
      faults: ({ operation }) =>
        operation === 'submit' ? { takesEffect: true, instead: { kind: 'drop', how: 'reset' } } : undefined,
    });
    const args = [...agreed, '--out', data];
    expect(await run(args, environment)).toMatchObject({ code: 4, err: expect.stringContaining('SH010') });
    expect(await run(args, environment)).toMatchObject({ code: 4 });
    expect(sandbox.charges()).toHaveLength(1);
  });
});

describe('shotgraph login', { timeout: 30_000 }, () => {
  test('keeps the token in a file that only its owner can read, and never shows it', async () => {
    const data = join(temporaryFolder(), 'new', 'folder');
    const ended = await run(['login'], { SHOTGRAPH_DATA_DIR: data }, 'my-secret-token\n');
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining(join(data, 'token')) });
    expect(ended.out + ended.err).not.toContain('my-secret-token');
    expect(readFileSync(join(data, 'token'), 'utf8').trim()).toBe('my-secret-token');
    expect(statSync(join(data, 'token')).mode & 0o777).toBe(0o600);
  });

  test('nothing typed, or more than a word, changes nothing and ends with 2', async () => {
    const data = temporaryFolder();
    expect(await run(['login'], { SHOTGRAPH_DATA_DIR: data }, '')).toMatchObject({ code: 2 });
    expect(await run(['login'], { SHOTGRAPH_DATA_DIR: data }, 'two words\n')).toMatchObject({ code: 2 });
    expect(existsSync(join(data, 'token'))).toBe(false);
  });
});

test(
  'a bad token file, a folder that cannot be used and a taken port are one clear line each, with an exit code',
  { timeout: 30_000 },
  async () => {
    const data = temporaryFolder();
    copyFileSync(storyboard, join(data, 'token'));
    const bad = await run([], { SHOTGRAPH_DATA_DIR: data });
    expect(bad).toMatchObject({ code: 1, err: expect.stringMatching(/^The token file .*\n$/) });
    const file = await run([], { SHOTGRAPH_DATA_DIR: join(data, 'token', 'below') });
    expect(file).toMatchObject({ code: 1, err: expect.stringMatching(/^The data folder .*\n$/) });
    const other = temporaryFolder();
    const gateway = start([], { SHOTGRAPH_DATA_DIR: other });
    const port = (await gateway.line(/http:\/\/127/)).replace(/^.*:(\d+).*$/, '$1');
    const taken = await run([], { SHOTGRAPH_DATA_DIR: temporaryFolder(), PORT: port });
    expect(taken).toMatchObject({ code: 1, err: expect.stringMatching(/^Port .* is taken.*\n$/) });
    gateway.child.kill('SIGTERM');
    await gateway.ended;
  },
);

describe('a start that cannot be made', { timeout: 30_000 }, () => {
  test('a folder that takes no folder is one clear line, for the data and for the clips', async () => {
    const nowhere = '/proc/1/shotgraph';
    const data = await run([], { SHOTGRAPH_DATA_DIR: nowhere });
    expect(data).toMatchObject({ code: 1, err: expect.stringMatching(/^The data folder .*\n$/) });
    const clips = await run(['run', storyboard, '--sandbox', '--out', nowhere], {
      SHOTGRAPH_DATA_DIR: temporaryFolder(),
    });
    expect(clips).toMatchObject({ code: 1, err: expect.stringContaining('cannot be written to') });
  });

  test('SIGTERM ends a gateway whose start hangs on its disk, and a second Ctrl-C does so at once', async () => {
    const pipe = join(temporaryFolder(), 'token');
    execFileSync('mkfifo', [pipe]);
    const environment = { SHOTGRAPH_DATA_DIR: temporaryFolder(), SHOTGRAPH_TOKEN_FILE: pipe };
    const hanging = start([], environment);
    const impatient = start([], environment);
    // Both are past the loading of the program when a third that hangs on nothing has come and gone.
    await run(['--version']);
    await run(['--version']);
    hanging.child.kill('SIGTERM');
    impatient.child.kill('SIGINT');
    impatient.child.kill('SIGTERM');
    await impatient.ended;
    expect(hanging.child.signalCode).toBeNull();
    await hanging.ended;
    expect(hanging.child.signalCode).toBe('SIGTERM');
  });
});
