import { makeZip } from 'client-zip';
import { array, assert, asyncProperty, nat, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readProject } from '../../src/project/read-project.ts';
import { takeInProject } from '../../src/project/take-in-project.ts';
import { hashBytes } from '../../src/graph/hash.ts';
import { jobKeyOf } from '../../src/graph/keys.ts';
import { projectJob } from '../../src/project/project-job.ts';
import { sampleAttempt, sampleJob } from '../ui/fake-job-client.ts';
import { machine } from './saved-project.ts';
import { directoryOffsets, patched, replaced, type ZipFile, zipOf } from './zips.ts';

const clip = new TextEncoder().encode('MP4 a clip of some length, so that there is something to damage');
const clipName = `media/${hashBytes(clip)}.mp4`;
const info = {
  format: 'shotgraph-project',
  schema: 1,
  madeBy: 'Shotgraph 1.2.3',
  madeAt: 1,
  title: 'Night market',
  counts: { references: 0, clips: 1, jobs: 1 },
};
const output = { kind: 'video', n: 0, sha256: hashBytes(clip), size: clip.length, mediaType: 'video/mp4' };
const base = sampleJob(1, sampleAttempt('succeeded', 1, { outputs: [output] }));
const identity = { service: base.service, model: base.model, request: { prompt: 'a cat' }, take: 1 };
const job = projectJob({ ...base, ...identity, jobKey: jobKeyOf(identity) });

const file = (name: string, data: string | Uint8Array, options: ZipFile['options'] = {}): ZipFile => ({
  name,
  data,
  options,
});
const json = (value: unknown): string => JSON.stringify(value);
const graph = file('graph.json', '{"nodes":[],"links":[]}');
const told = file('project.json', json(info));
const jobs = file('jobs.json', json({ jobs: [job] }));
const medium = file(clipName, clip);
const whole = [graph, medium, jobs, told];
const without = (...names: readonly string[]): readonly ZipFile[] => whole.filter(({ name }) => !names.includes(name));
const withJobs = (text: string): readonly ZipFile[] => [...without('jobs.json'), file('jobs.json', text)];

type Bytes = Uint8Array<ArrayBuffer>;
const cut = (bytes: Bytes): Bytes => bytes.slice(0, bytes.length - 30);
const joined = (...parts: readonly Uint8Array[]): Bytes => Uint8Array.from(Buffer.concat(parts));
const noise = new TextEncoder().encode('something else');
/** Writes a number into the directory's record of the n-th file. */
const inDirectory = (bytes: Bytes, n: number, at: number, value: number, size: 2 | 4): Bytes =>
  patched(bytes, [{ at: (directoryOffsets(bytes)[n] ?? 0) + at, value, size }]);

/** A name, what makes the file, and the code of the Problem that it must lead to. */
const hostile: readonly (readonly [string, () => Promise<Bytes>, string])[] = [
  ['text that is no ZIP', async () => joined(new TextEncoder().encode('{"nodes":[]}')), 'project-not-zip'],
  ['nothing at all', async () => new Uint8Array(), 'project-not-zip'],
  ['a ZIP that was cut short', async () => cut(await zipOf(whole)), 'project-not-zip'],
  ['a ZIP with bytes before it', async () => joined(noise, await zipOf(whole)), 'project-ambiguous'],
  ['a ZIP with bytes behind it', async () => joined(await zipOf(whole), noise), 'project-ambiguous'],
  ['a name that stands twice', async () => zipOf([...whole, graph]), 'project-ambiguous'],
  [
    'one medium under two endings',
    () => zipOf([...whole, file(clipName.replace('.mp4', '.mov'), clip)]),
    'project-duplicate',
  ],
  ['a ZIP without a graph', () => zipOf(without('graph.json')), 'project-incomplete'],
  ['a ZIP that is no project', () => zipOf(without('project.json')), 'project-incomplete'],
  [
    'a project inside a folder',
    () => zipOf(whole.map((one) => ({ ...one, name: `x/${one.name}` }))),
    'project-incomplete',
  ],
  [
    'an encrypted file',
    () => zipOf([...without('graph.json'), { ...graph, options: { password: 'x' } }]),
    'project-encrypted',
  ],
  ['a packing that is not read', async () => inDirectory(await zipOf(whole), 0, 10, 12, 2), 'project-packing'],
  [
    'a name that climbs out',
    async () => replaced(await zipOf([...whole, file('aa/bbb', 'x')]), 'aa/bbb', '../bbb'),
    'project-unsafe-name',
  ],
  [
    'an absolute name',
    async () => replaced(await zipOf([...whole, file('etc/passwd', 'x')]), 'etc/passwd', '/tc/passwd'),
    'project-unsafe-name',
  ],
  [
    'a name of a drive',
    async () => replaced(await zipOf([...whole, file('ccwindows', 'x')]), 'ccwindows', 'c:windows'),
    'project-unsafe-name',
  ],
  [
    'a name with a backslash',
    async () => replaced(await zipOf([...whole, file('a/b/c.json', 'x')]), 'a/b/c.json', 'a\\b\\c.json'),
    'project-unsafe-name',
  ],
  [
    'a symbolic link',
    () => zipOf([...without('graph.json'), { ...graph, options: { unixMode: 0o120777 } }]),
    'project-special-file',
  ],
  [
    'a file that unpacks to far more than it is',
    () => zipOf([...whole, file('media/bomb', new Uint8Array(4_000_000), { level: 9 })]),
    'project-bomb',
  ],
  [
    'a graph of 17 MB',
    async () => {
      const size = 17 * 2 ** 20;
      return inDirectory(inDirectory(await zipOf(whole), 0, 20, size, 4), 0, 24, size, 4);
    },
    'project-too-large',
  ],
  ['a directory that claims another size', async () => inDirectory(await zipOf(whole), 0, 24, 5, 4), 'project-damaged'],
  ['two files over one another', async () => inDirectory(await zipOf(whole), 2, 42, 0, 4), 'project-damaged'],
  [
    'a graph whose bytes were changed',
    async () => replaced(await zipOf(whole), '"nodes"', '"n0des"'),
    'project-damaged',
  ],
  [
    'a newer version',
    () => zipOf([...without('project.json'), file('project.json', json({ ...info, schema: 2 }))]),
    'project-newer',
  ],
  [
    'a project.json of another kind',
    () => zipOf([...without('project.json'), file('project.json', '{"schema":1}')]),
    'project-not-fitting',
  ],
  ['jobs that are no JSON', () => zipOf(withJobs('{"jobs":[')), 'project-not-fitting'],
  ['jobs that nest too deep', () => zipOf(withJobs(`${'['.repeat(5000)}${']'.repeat(5000)}`)), 'file-too-deep'],
  [
    'jobs that reach for a prototype',
    () => zipOf(withJobs('{"__proto__":{"polluted":1},"jobs":[]}')),
    'file-banned-key',
  ],
  [
    'a job with a field that none has',
    () => zipOf(withJobs(json({ jobs: [{ ...job, run: true }] }))),
    'project-not-fitting',
  ],
  [
    'a job in a state that cannot be',
    () => zipOf(withJobs(json({ jobs: [{ ...job, attempts: [{ status: 'succeeded', n: 1 }] }] }))),
    'project-not-fitting',
  ],
  [
    'SEC13 a job whose key is not its hash',
    () => zipOf(withJobs(json({ jobs: [{ ...job, take: 2 }] }))),
    'project-key-mismatch',
  ],
  [
    'a medium under another hash',
    () => zipOf([...without(clipName), file(`media/${'0'.repeat(64)}.mp4`, clip)]),
    'project-damaged',
  ],
  [
    'a clip whose bytes were changed',
    async () => replaced(await zipOf(whole), 'of some length', 'of same length'),
    'project-damaged',
  ],
];

describe('G18 SEC23 a project file that is not what it says', () => {
  test.each(hostile)('%s is refused with a reason, and nothing is taken in, asked or sent', async (_, make, code) => {
    const { client, calls, owner, world } = await machine(false);
    const project = await readProject(new Blob([await make()]));
    const end = project.ok ? await takeInProject(project.value, { jobs: client }) : project;
    expect(end).toMatchObject({ ok: false, problem: { code, severity: 'error' } });
    if (end.ok) return;
    expect(end.problem.reason).toMatch(/^[A-Z].*\.$/s);
    expect(end.problem.reason.length).toBeLessThan(300);
    expect(end.problem.remedy).not.toBe('');
    expect(calls).not.toContain('importJobs');
    expect(owner.changes(0).jobs).toEqual([]);
    expect(world.service.received).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('more files than any project has is refused', { timeout: 20_000 }, async () => {
    const many = Array.from({ length: 4_001 }, (_, n) => ({ name: `x${n}`, input: '' }));
    expect(await readProject(await new Response(makeZip(many)).blob())).toMatchObject({
      problem: { code: 'project-too-large' },
    });
  });

  test('a gateway that does not answer, or has no room, is told, and no record is taken in', async () => {
    const { client, owner } = await machine(false);
    const project = await readProject(new Blob([await zipOf(whole)]));
    if (!project.ok) throw new Error(project.problem.reason);
    const { GatewayError, GatewayUnreachable } = await import('../../src/runtime/wire/job-client.ts');
    for (const error of [
      new GatewayUnreachable('no'),
      new GatewayError('storage-full', 'No room.', 'Make room.', 507),
    ]) {
      const jobs = { ...client, putMedia: () => Promise.reject(error) };
      expect(await takeInProject(project.value, { jobs })).toMatchObject({ ok: false });
    }
    expect(owner.changes(0).jobs).toEqual([]);
  });
});

test('a project that another program packed again opens: deflated, with folders, and what it added is only told', async () => {
  const packed = whole.map((one) => ({ ...one, options: { level: 6 } }));
  const extra = [
    file('media/', '', { directory: true }),
    file('__MACOSX/._graph.json', 'x'),
    file('media/notes.txt', 'x'),
  ];
  const project = await readProject(new Blob([await zipOf([...packed, ...extra])]));
  expect(project).toMatchObject({ ok: true, value: { extras: ['__MACOSX/._graph.json', 'media/notes.txt'] } });
  const { client } = await machine(false);
  if (project.ok) expect(await takeInProject(project.value, { jobs: client })).toMatchObject({ value: { clips: 1 } });
});

test('G18 whatever byte of a project is changed, it is refused, or opens with what its hashes and keys name', async () => {
  const bytes = await zipOf(whole);
  const changes = array(record({ at: nat(bytes.length - 1), value: nat(255) }), { minLength: 1, maxLength: 3 });
  await assert(
    asyncProperty(changes, async (patches) => {
      const changed = patched(
        bytes,
        patches.map(({ at, value }) => ({ at, value, size: 1 })),
      );
      const { client, owner, world } = await machine(false);
      const project = await readProject(new Blob([changed]));
      const end = project.ok ? await takeInProject(project.value, { jobs: client }) : project;
      if (!end.ok) expect(end.problem.reason).not.toBe('');
      for (const [sha256, { bytes: kept }] of world.bytes.files) expect(hashBytes(kept)).toBe(sha256);
      for (const { jobKey } of owner.changes(0).jobs) expect(jobKey).toBe(job.jobKey);
    }),
    { numRuns: 80 },
  );
}, 30_000);
