import { describe, expect, test } from 'vitest';
import { judgeCatalogue } from '../../../src/cli/doctor/catalogue-check.ts';
import { judgeClips } from '../../../src/cli/doctor/clips-check.ts';
import { judgeClock } from '../../../src/cli/doctor/clock-check.ts';
import { judgeFolder } from '../../../src/cli/doctor/folder-check.ts';
import { judgeJournal } from '../../../src/cli/doctor/journal-check.ts';
import { judgeModel } from '../../../src/cli/doctor/model-check.ts';
import { judgeNetwork, type NetworkFacts } from '../../../src/cli/doctor/network-check.ts';
import { judgeNode } from '../../../src/cli/doctor/node-check.ts';
import { judgeOwner } from '../../../src/cli/doctor/owner-check.ts';
import { judgeSandbox } from '../../../src/cli/doctor/sandbox-check.ts';
import { schemaDifferences } from '../../../src/cli/doctor/schema-differences.ts';
import { tableLines } from '../../../src/cli/doctor/table.ts';
import { judgeToken } from '../../../src/cli/doctor/token-check.ts';
import { worstStatus } from '../../../src/cli/doctor/verdict.ts';
import type { JsonObject } from '../../../src/graph/json.ts';
import schema from '../../../src/sandbox/seedance-v2-pro.input-schema.json';

const engines = '^20.19.0 || >=22.12.0';

test.each([
  ['20.19.0', 'ok'],
  ['20.18.9', 'fail'],
  ['21.5.0', 'fail'],
  ['22.12.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node %s is %s for what package.json admits', (version, status) => {
  expect(judgeNode(version, engines).status).toBe(status);
});

describe('the data folder', () => {
  const folder = { kind: 'folder', path: '/d', writable: true, mode: 0o700, freeBytes: 5e9 } as const;
  test.each([
    [folder, 'ok'],
    [{ ...folder, mode: 0o755 }, 'warn'],
    [{ ...folder, mode: undefined }, 'ok'],
    [{ ...folder, freeBytes: 5e8 }, 'warn'],
    [{ ...folder, freeBytes: 1e6 }, 'fail'],
    [{ ...folder, writable: false }, 'fail'],
    [{ kind: 'absent', path: '/d', parentWritable: true }, 'ok'],
    [{ kind: 'absent', path: '/d', parentWritable: false }, 'fail'],
    [{ kind: 'no_folder', path: '/d' }, 'fail'],
  ] as const)('%j is %s', (facts, status) => {
    expect(judgeFolder(facts).status).toBe(status);
  });
});

test('an owner that answers is fine, one that is silent is said, and one that does not fit fails', () => {
  const address = 'http://127.0.0.1:4173';
  expect(judgeOwner(undefined).status).toBe('ok');
  expect(judgeOwner({ address, greeting: { kind: 'welcome', liveService: 'x' } }).status).toBe('ok');
  expect(judgeOwner({ address, greeting: { kind: 'silent' } }).status).toBe('warn');
  expect(judgeOwner({}).status).toBe('warn');
  expect(judgeOwner({ address, greeting: { kind: 'refused', reason: 'Another version.' } })).toMatchObject({
    status: 'fail',
    says: 'Another version.',
  });
});

test('S12 S14 lines that were set aside, a torn line and jobs that wait for a person are told', () => {
  const whole = { bytes: 10, entries: 3, setAside: 0, torn: false, jobs: new Map([['succeeded', 2]] as const) };
  expect(judgeJournal(undefined).status).toBe('ok');
  expect(judgeJournal(whole)).toMatchObject({ status: 'ok', says: '2 jobs in 3 entries, 10 B' });
  expect(judgeJournal({ ...whole, torn: true }).details).toContainEqual(expect.stringContaining('torn'));
  expect(judgeJournal({ ...whole, setAside: 2 })).toMatchObject({
    status: 'warn',
    says: expect.stringContaining('2 lines'),
  });
  expect(judgeJournal({ ...whole, jobs: new Map([['uncertain', 1]] as const) }).status).toBe('warn');
  expect(judgeJournal({ error: 'It cannot be read.' }).status).toBe('fail');
});

test('stored clips that are damaged or missing fail, by their names', () => {
  const facts = { named: 3, sampled: 3, sampledBytes: 100, missing: [], damaged: [] };
  expect(judgeClips({ ...facts, named: 0 }).status).toBe('ok');
  expect(judgeClips(facts).status).toBe('ok');
  expect(judgeClips({ ...facts, damaged: ['a.mp4'], missing: ['b.mp4'] })).toMatchObject({
    status: 'fail',
    details: [expect.stringContaining('a.mp4'), expect.stringContaining('b.mp4')],
  });
});

test('U01 a token is none, unusable, refused, unasked or taken', () => {
  const file = { kind: 'file', file: '/d/token' } as const;
  const found = { kind: 'found', entry: {} } as const;
  expect(judgeToken({ kind: 'none' }, undefined).status).toBe('warn');
  expect(judgeToken({ kind: 'unusable', reason: 'open to others' }, undefined).status).toBe('fail');
  expect(judgeToken(file, { kind: 'refused', reason: '' }).status).toBe('fail');
  expect(judgeToken(file, { kind: 'unknown', reason: '' }).status).toBe('warn');
  expect(judgeToken(file, found).status).toBe('ok');
  expect(judgeToken(file, { kind: 'missing' }).status).toBe('ok');
});

test('H05 of the two ids of the model, the one that is there is named', () => {
  const [old, fresh] = ['bytedance/seedance-v2/pro', 'bytedance/seedance-2.0/pro'];
  const [found, missing] = [{ kind: 'found', entry: {} } as const, { kind: 'missing' } as const];
  const answers = (first: typeof found | typeof missing, second: typeof found | typeof missing) => [
    { model: old, reading: first, sent: true },
    { model: fresh, reading: second, sent: false },
  ];
  expect(judgeModel(answers(found, missing)).status).toBe('ok');
  expect(judgeModel(answers(missing, found))).toMatchObject({
    status: 'warn',
    says: `${old} is not there; ${fresh} is.`,
  });
  expect(judgeModel(answers(missing, missing)).status).toBe('fail');
  expect(judgeModel([]).status).toBe('warn');
});

describe('the catalogue', () => {
  const changed = structuredClone(schema) as unknown as { properties: Record<string, JsonObject> };
  changed.properties.resolution = { ...changed.properties.resolution, enum: ['480p', '720p', '1080p', '4k'] };
  delete changed.properties.tools;
  changed.properties.style = { type: 'string' };

  test('differences of the schema are told by field: 4k more, tools gone, a field that is new', () => {
    expect(schemaDifferences(schema, schema)).toEqual([]);
    expect(schemaDifferences(schema, changed as never)).toEqual([
      'resolution.enum: ["480p","720p","1080p","4k"] at the service, ["480p","720p","1080p"] here',
      'tools: the service has no such field',
      'style: a field that Shotgraph does not know',
    ]);
    expect(schemaDifferences(schema, 'no schema')).toBeUndefined();
  });

  test('a price is told with its unit, and none is said to be none', () => {
    const entry = { base_price_usd: 0.09, price_unit: 'second' };
    expect(judgeCatalogue({ entry, differences: [] })).toMatchObject({
      status: 'ok',
      says: expect.stringContaining('base price $0.09 per second'),
    });
    expect(judgeCatalogue({ entry: {}, differences: ['x'] })).toMatchObject({
      status: 'warn',
      says: expect.stringContaining('it names no price'),
    });
    expect(judgeCatalogue({ entry, differences: undefined }).status).toBe('warn');
    expect(judgeCatalogue(undefined).status).toBe('warn');
  });
});

test('B12 a clock is judged with what the answer took, and only a difference of half a minute is told', () => {
  const date = 'Sun, 06 Nov 1994 08:49:37 GMT';
  const then = Date.UTC(1994, 10, 6, 8, 49, 37);
  const clock = (ahead: number) => judgeClock({ askedAt: then + ahead, answeredAt: then + ahead + 500, date });
  expect(clock(0).status).toBe('ok');
  expect(clock(20_000).status).toBe('ok');
  expect(clock(100_000)).toMatchObject({ status: 'warn', says: expect.stringMatching(/99 s ahead of/) });
  expect(clock(-3_600_000)).toMatchObject({ status: 'warn', says: expect.stringMatching(/36\d\d s behind/) });
  expect(judgeClock({ askedAt: 0, answeredAt: 0, date: 'yesterday' }).status).toBe('warn');
  // A slow answer is no wrong clock: the service looked at its own anywhere in between.
  expect(judgeClock({ askedAt: then - 60_000, answeredAt: then + 60_000, date }).status).toBe('ok');
});

test('the network fails by its first step that fails, and a proxy that is not heeded is told', () => {
  const facts: NetworkFacts = {
    host: 'api.example',
    lookup: { ok: true, ms: 3, value: ['192.0.2.1'] },
    connection: { ok: true, ms: 40, value: 'TLSv1.3' },
    answerMs: 90,
    proxies: [],
    mediaHosts: [{ host: 'cdn.example', says: '2 addresses', ok: true }],
  };
  expect(judgeNetwork(facts)).toMatchObject({
    status: 'ok',
    says: 'api.example is reached, TLSv1.3 in 40 ms, answers after 90 ms.',
  });
  expect(judgeNetwork({ ...facts, proxies: ['HTTPS_PROXY'] })).toMatchObject({
    status: 'warn',
    says: expect.stringContaining('without a proxy'),
  });
  expect(judgeNetwork({ ...facts, lookup: { ok: false, reason: 'no such name' } }).says).toContain('no such name');
  expect(judgeNetwork({ ...facts, connection: { ok: false, reason: 'refused' } }).status).toBe('fail');
  expect(
    judgeNetwork({ ...facts, mediaHosts: [{ host: 'cdn.example', says: 'no such name', ok: false }] }).status,
  ).toBe('warn');
});

test('a sandbox that makes another clip than asked, or none, fails', () => {
  const facts = { duration: 4, width: 864, height: 496, sound: { codec: 'mp4a', sampleRate: 1, channels: 1 } } as never;
  expect(judgeSandbox({ facts, ms: 5 }).status).toBe('ok');
  expect(judgeSandbox({ facts: { ...(facts as object), duration: 3 } as never, ms: 5 }).status).toBe('fail');
  expect(judgeSandbox({ error: 'no encoder' })).toMatchObject({ status: 'fail', says: 'It made no clip: no encoder' });
});

test('the table has one line a check, and what to do below it', () => {
  const verdicts = [
    { check: 'node', status: 'ok', says: 'Node 20' },
    { check: 'data folder', status: 'fail', says: 'It is full.', remedy: 'Make room.' },
  ] as const;
  expect(tableLines(verdicts)).toEqual([
    'ok    node         Node 20',
    'fail  data folder  It is full.',
    '                   → Make room.',
  ]);
  expect(worstStatus(verdicts)).toBe('fail');
});
