import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Faults } from '../../src/sandbox/faults.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { run, start, temporaryFolder } from './command.ts';

const token = 'canary-token-of-the-doctor';

async function service(faults?: Faults) {
  const served = await serveSandbox({ port: 0, speed: 20, ...(faults && { faults }) });
  onTestFinished(() => served.close());
  const data = temporaryFolder();
  const environment = {
    SHOTGRAPH_DATA_DIR: data,
    RUNCOMFY_MODEL_API_BASE: served.origin,
    SHOTGRAPH_MEDIA_HOSTS: served.origin,
    RUNCOMFY_TOKEN: token,
  };
  return { environment, data, report: join(temporaryFolder(), 'report.md'), charges: () => served.sandbox.charges() };
}

describe('shotgraph doctor', { timeout: 60_000 }, () => {
  test('SEC11 --paid buys one clip through the job core, and the report tells what was seen without any secret', async () => {
    const { environment, data, report, charges } = await service();
    const first = await run(['doctor', '--paid', '--yes', '--json', '--report', report], environment);
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('1 generation, 4 s at 480p') });
    const said = JSON.parse(first.out) as { paid: { status: string; requestId: string }; checks: unknown[] };
    expect(said).toMatchObject({ outcome: 'succeeded', report, paid: { status: 'succeeded' } });
    expect(charges()).toHaveLength(1);
    const text = readFileSync(report, 'utf8');
    for (const seen of ['864×496', 'Range works', '"completed"', 'avc1.', 'ftyp moov mdat', 'cost 0'])
      expect(text).toContain(seen);
    expect(text).not.toContain(said.paid.requestId);
    expect(text).not.toContain('lantern');
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name));
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'latin1'));
    expect([first.out, first.err, text, ...texts].filter((each) => each.includes(token))).toEqual([]);

    const again = await run(['doctor', '--paid', '--yes', '--report', report], environment);
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining('nothing to pay') });
    expect(again.out).toMatch(/^ok {4}clips +1 of 1 looked at/m);
    expect(charges()).toHaveLength(1);
  });

  test('M14 without a yes nothing is bought, and the report is written all the same', async () => {
    const { environment, report, charges } = await service();
    const ended = await run(['doctor', '--paid', '--report', report], environment, 'y\n');
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('--yes') });
    expect(charges()).toHaveLength(0);
    expect(readFileSync(report, 'utf8')).toContain('not observed');
  });

  test('H05 where the model has moved, the yes goes to the id that is there, and the old one is never sent', async () => {
    const old = 'bytedance/seedance-v2/pro';
    const posted: string[] = [];
    const { environment, report, charges } = await service(({ operation, method, model }) => {
      if (method === 'POST' && model !== undefined) posted.push(model);
      if (model !== old || (operation !== 'submit' && operation !== 'model')) return undefined;
      return { instead: { kind: 'answer', status: 404, body: '{"error_code":404001,"error_message":"gone"}' } };
    });
    const ended = await run(['doctor', '--paid', '--yes', '--report', report], environment);
    expect(ended).toMatchObject({ code: 0, err: expect.stringContaining('It goes as bytedance/seedance-2.0/pro') });
    expect(posted).toEqual(['bytedance/seedance-2.0/pro']);
    expect(charges()).toHaveLength(1);
    expect(readFileSync(report, 'utf8')).toContain(`${old}: missing`);
  });

  test('M4 a clip whose answer was lost ends with 4, and is not bought again', async () => {
    const { environment, report, charges } = await service(({ operation }) =>
      operation === 'submit' ? { takesEffect: true, instead: { kind: 'drop', how: 'reset' } } : undefined,
    );
    for (const time of [1, 2]) {
      const ended = await run(['doctor', '--paid', '--yes', '--report', report], environment);
      expect([time, ended.code]).toEqual([time, 4]);
    }
    expect(charges()).toHaveLength(1);
  });

  test('M12 beside a running gateway the free checks are made, and --paid asks to end it first', async () => {
    const { environment, report, charges } = await service();
    const gateway = start([], environment);
    await gateway.line(/http:\/\/127/);
    const free = await run(['doctor', '--report', report], environment);
    expect(free).toMatchObject({ code: 0, out: expect.stringMatching(/^ok {4}owner +The Shotgraph at http/m) });
    const paid = await run(['doctor', '--paid', '--yes', '--report', report], environment);
    expect(paid).toMatchObject({ code: 1, err: expect.stringContaining('end it first') });
    expect(charges()).toHaveLength(0);
  });
});
