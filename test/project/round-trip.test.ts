import { describe, expect, test } from 'vitest';
import { setParam } from '../../src/graph/edit.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { readGraphFile } from '../../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import { planOf } from '../../src/graph/plan.ts';
import { quote } from '../../src/graph/quote.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { projectJob } from '../../src/project/project-job.ts';
import { isZip, type Project, readProject } from '../../src/project/read-project.ts';
import { writeProject } from '../../src/project/write-project.ts';
import { takeInProject } from '../../src/project/take-in-project.ts';
import { knownOf } from '../../src/runtime/run/known-of.ts';
import { foreignOf, presentAttempt } from '../../src/runtime/wire/job-record.ts';
import { clip } from '../fakes/fake-downloads.ts';
import { live } from '../fakes/job-world.ts';
import { sampleAttempt, sampleJob } from '../ui/fake-job-client.ts';
import { buy, machine, saved, shots } from './saved-project.ts';

async function opened(file: Blob): Promise<Project> {
  const project = await readProject(file);
  if (!project.ok) throw new Error(project.problem.reason);
  return project.value;
}

describe('a project that was saved on one machine', () => {
  test('G18 M6 opens on another, and nothing has to be bought again', async () => {
    const here = await machine();
    await buy(shots(), here.owner, here.world);
    const { file, missing } = await saved(shots(), here);
    expect(missing).toEqual([]);
    expect(await isZip(file)).toBe(true);

    const there = await machine(false);
    const project = await opened(file);
    expect(await takeInProject(project, { jobs: there.client })).toEqual({
      ok: true,
      value: { clips: 2, references: 1, records: 2, withoutClip: 0, known: 0, refused: 0 },
    });
    const graph = readGraphFile(project.graph, nodeRegistry);
    if (!graph.ok) throw new Error(graph.problem.reason);
    expect(writeGraphFile(graph.document, nodeRegistry)).toBe(writeGraphFile(shots(), nodeRegistry));

    const evaluation = evaluate(graph.document, nodeRegistry, live);
    const records = there.owner.changes(0).jobs;
    const known = knownOf(records, new Set());
    expect(records.every((record) => foreignOf(presentAttempt(record))?.from === 'Night market')).toBe(true);
    const plan = planOf(evaluation, known, graph.document);
    expect(quote(plan, known)).toMatchObject({ generations: [], reused: 2 });
    await buy(graph.document, there.owner, there.world);
    expect(there.world.service.received).toEqual([]);
    expect(there.world.downloads.opened).toEqual([]);
    // Every byte came along.
    expect([...there.world.bytes.files.keys()].sort()).toEqual([...here.world.bytes.files.keys()].sort());
  });

  test('M14 and edited there, exactly the edited shot is bought: what it needs of the project goes inline', async () => {
    const here = await machine();
    await buy(shots(), here.owner, here.world);
    const { file } = await saved(shots(), here);
    const there = await machine(false);
    await takeInProject(await opened(file), { jobs: there.client });

    const edited = setParam(shots(), '5', 'text', 'Extend @SH010. @Mara runs.');
    const evaluation = evaluate(edited, nodeRegistry, live);
    const known = knownOf(there.owner.changes(0).jobs, new Set());
    const bought = quote(planOf(evaluation, known, edited), known);
    expect(bought).toMatchObject({ generations: [{ title: 'SH020' }], reused: 1, inline: true });
    expect(bought.generations[0]?.media.map(({ travels }) => travels)).toEqual(['inline', 'inline']);
    await buy(edited, there.owner, there.world);
    expect(there.world.service.charged).toHaveLength(1);
    expect(JSON.stringify(there.world.service.of('submit')[0]?.request.body)).not.toContain('files.runcomfy.net');
  });

  test('without clips says which are missing, and a project with them fills them in', async () => {
    const here = await machine();
    await buy(shots(), here.owner, here.world);
    const bare = await saved(shots(), here, { clips: 'none', rehearsals: true });
    const whole = await saved(shots(), here);
    expect(bare.file.size).toBeLessThan(whole.file.size);
    const there = await machine(false);
    expect(await takeInProject(await opened(bare.file), { jobs: there.client })).toMatchObject({
      value: { clips: 0, references: 1, records: 2, withoutClip: 2 },
    });
    expect(await takeInProject(await opened(whole.file), { jobs: there.client })).toMatchObject({
      value: { clips: 2, records: 2, withoutClip: 0, known: 0 },
    });
    expect(await takeInProject(await opened(whole.file), { jobs: there.client })).toMatchObject({
      value: { clips: 2, records: 2, withoutClip: 0, known: 2 },
    });
    expect(there.world.service.received).toEqual([]);
  });

  test('holds earlier takes too, or only what the graph shows now', async () => {
    const here = await machine();
    await buy(shots(), here.owner, here.world);
    const later = setParam(shots(), '6', 'take', 2);
    await buy(later, here.owner, here.world);
    expect((await saved(later, here)).gathered).toMatchObject({ records: { length: 3 }, media: { length: 4 } });
    const present = await saved(later, here, { clips: 'present', rehearsals: true });
    expect(present.gathered).toMatchObject({ records: { length: 3 }, media: { length: 3 } });
  });

  test('leaves out, and tells, what is damaged or gone where it is saved', async () => {
    const here = await machine();
    await buy(shots(), here.owner, here.world);
    const [first = '', second = ''] = [...here.world.bytes.files.keys()].slice(-2);
    here.world.bytes.files.delete(first);
    here.world.bytes.files.set(second, { bytes: new Uint8Array([1]), mediaType: 'video/mp4' });
    const { file, missing } = await saved(shots(), here);
    expect(missing.map(({ sha256 }) => sha256)).toEqual([first, second]);
    const project = await opened(file);
    expect(project.info.counts).toEqual({ references: 1, clips: 0, jobs: 2 });
    expect([...project.media.keys()]).not.toContain(second);
  });

  test('U08 SEC11 holds no token, no address of a result, and no query of an address in what a service said', async () => {
    const here = await machine();
    here.world.token = 'token-canary-1234567890';
    let clips = 0;
    here.world.downloads.otherwise = () => clip(`shot ${(clips += 1)}`);
    await buy(shots(), here.owner, here.world);
    const { file } = await saved(shots(), here);
    const text = await file.text();
    expect(text).not.toContain('canary');
    expect(text).not.toContain('files.runcomfy.net');
    const failed = sampleAttempt('failed', 1, {
      failure: { code: 'x', message: 'See https://a.example/f.mp4?sig=SECRET&x=1#y, please.' },
    });
    const job = projectJob({ ...sampleJob(1, failed), waiting: { for: 'person', reason: 'x' } });
    expect(JSON.stringify(job)).not.toContain('SECRET');
    expect(JSON.stringify(job)).toContain('See https://a.example/f.mp4 please.');
    expect(Object.keys(job)).not.toContain('waiting');
  });

  test('of more than any reader takes is refused before a byte is written', () => {
    const media = Array.from({ length: 4_000 }, (_, n) => ({ sha256: String(n), size: 1, of: 'clip' as const }));
    const options = { title: '', graph: '', madeBy: '', madeAt: 0, open: async () => undefined };
    expect(() => writeProject({ records: [], media }, options)).toThrow(/more than a project may have/);
  });

  test('can be stopped while it is written and while it is taken in', async () => {
    const here = await machine();
    await buy(shots(), here.owner, here.world);
    const project = await opened((await saved(shots(), here)).file);
    const there = await machine(false);
    const stop = new AbortController();
    const taking = takeInProject(project, {
      jobs: there.client,
      signal: stop.signal,
      onProgress: (bytes) => bytes > 0 && stop.abort(new Error('enough')),
    });
    await expect(taking).rejects.toThrow('enough');
    expect(there.calls).not.toContain('importJobs');
    expect(there.owner.changes(0).jobs).toEqual([]);
  });
});
