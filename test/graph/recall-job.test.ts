import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDocument, type GraphDocument } from '../../src/graph/document.ts';
import { setParam } from '../../src/graph/edit.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { recallJob, type RecallableJob, type RecallSources } from '../../src/graph/recall-job.ts';
import { mediumName } from '../../src/graph/request-media.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { addShot, builder, threeShots } from './build.ts';

const file = { name: 'mara.png', size: 10, sha256: 'a'.repeat(64) };

/** Every job of a document, as a history would know it. */
function jobsOf(document: GraphDocument, service = 'sandbox'): ReadonlyMap<string, RecallableJob> {
  return new Map(
    [...evaluate(document, nodeRegistry, service).nodes.values()].flatMap(({ node, order }) => {
      if (!order) return [];
      const { jobKey, model, take, body } = order;
      return [[jobKey, { jobKey, service, model, take, request: body, title: node.title ?? '' }] as const];
    }),
  );
}
const sourcesOf = (document: GraphDocument, service?: string): RecallSources => ({
  registry: nodeRegistry,
  jobs: jobsOf(document, service),
  fileOf: (sha256) => (sha256 === file.sha256 ? file : undefined),
});

/** A shot with every kind of reference. */
function referenced(params = {}) {
  const b = builder();
  const shot = addShot(b, 'SH010', 'Mail @Mara at mara@example.org, @@ and all.', params);
  const picture = b.add('ImageRef', { file, name: 'Mara' }, 'Mara');
  const clip = b.add('VideoRef', { url: 'https://example.org/walk.mp4' }, 'Walk');
  b.link(picture, 'image', shot.generate, 'images_1');
  b.link(clip, 'video', shot.generate, 'videos_1');
  return b.document;
}

describe('a job put back on the canvas', () => {
  test('asks for the very same thing again, with prompt, settings and references, so that nothing is bought', () => {
    const document = referenced({ seed: 7, generate_audio: false, aspect_ratio: '21:9', take: 3, tools: true });
    const sources = sourcesOf(document);
    const [jobKey = ''] = sources.jobs.keys();
    const recalled = recallJob(emptyDocument(), jobKey, sources, [0, 0]);
    expect(recalled).toMatchObject({ exact: true, lacking: [] });
    const types = recalled?.document.nodes.map(({ type }) => type).sort();
    expect(types).toEqual(['ImageRef', 'Poll', 'Prompt', 'SeedanceGenerate', 'VideoRef']);
    const evaluation = recalled && evaluate(recalled.document, nodeRegistry, 'sandbox');
    expect(evaluation?.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('brings the shots it continues with it, each once', () => {
    const { document } = threeShots();
    const sources = sourcesOf(document);
    const last = [...sources.jobs.keys()].at(-1) ?? '';
    const recalled = recallJob(emptyDocument(), last, sources, [0, 0]);
    expect(recalled).toMatchObject({ exact: true, lacking: [] });
    expect(recalled && [...jobsOf(recalled.document).keys()].sort()).toEqual([...sources.jobs.keys()].sort());
    const places = recalled?.document.nodes.map(({ pos }) => pos.join(' ')) ?? [];
    expect(new Set(places).size).toBe(places.length);
  });

  test('is found where the graph still asks for it, and adds nothing', () => {
    const { document } = threeShots();
    const sources = sourcesOf(document);
    for (const jobKey of sources.jobs.keys()) {
      const recalled = recallJob(document, jobKey, sources, [0, 0]);
      expect(recalled?.document).toBe(document);
      expect(recalled?.exact).toBe(true);
    }
  });

  test('goes by the names that its media had, in the prompt, on the references and for their files', () => {
    const document = referenced();
    const sources = sourcesOf(document);
    const [job] = sources.jobs.values();
    if (!job) throw new Error('no job');
    const names = new Map([[mediumName({ sha256: file.sha256 }), 'Mara']]);
    const jobs = new Map([[job.jobKey, { ...job, names }]]);
    const recalled = recallJob(emptyDocument(), job.jobKey, { ...sources, jobs }, [0, 0]);
    expect(recalled).toMatchObject({ exact: true, lacking: [] });
    const of = (type: string) => recalled?.document.nodes.find((node) => node.type === type);
    expect(of('ImageRef')?.title).toBe('Mara');
    expect(of('Prompt')?.params).toEqual({ text: 'Mail @Mara at mara@@example.org, @@ and all.' });
  });

  test('repeats nothing that is there: of a chain whose beginning was edited since only the edited shot comes anew', () => {
    const { document, shots } = threeShots();
    const sources = sourcesOf(document);
    const last = [...sources.jobs.keys()].at(-1) ?? '';
    const edited = setParam(document, shots[0].generate, 'duration', 9);
    const recalled = recallJob(edited, last, sources, [0, 0]);
    expect(recalled).toMatchObject({ exact: true, lacking: [] });
    const before = new Set(edited.nodes.map(({ id }) => id));
    const types = recalled?.document.nodes.filter(({ id }) => !before.has(id)).map(({ type }) => type) ?? [];
    // Each shot of the chain asks for another clip since the edit; prompts and pictures say what they said.
    expect([...new Set(types)].sort()).toEqual(['Poll', 'SeedanceGenerate']);
    expect(recalled?.document.nodes.filter(({ id }) => before.has(id))).toEqual(edited.nodes);
  });

  test('takes a prompt that is there only where it comes to the same words', () => {
    const document = referenced();
    const sources = sourcesOf(document);
    const [jobKey = ''] = sources.jobs.keys();
    const generate = document.nodes.find(({ type }) => type === 'SeedanceGenerate')?.id ?? '';
    const prompt = document.nodes.find(({ type }) => type === 'Prompt')?.id ?? '';
    const picture = document.nodes.find(({ type }) => type === 'ImageRef')?.id ?? '';
    const longer = setParam(document, generate, 'duration', 9);
    const added = (edited: GraphDocument) => {
      const recalled = recallJob(edited, jobKey, sources, [0, 0]);
      expect(recalled).toMatchObject({ exact: true, lacking: [] });
      return recalled?.document.nodes
        .slice(edited.nodes.length)
        .map(({ type }) => type)
        .sort();
    };
    expect(added(longer)).toEqual(['Poll', 'SeedanceGenerate']);
    expect(added(setParam(longer, prompt, 'text', 'Other words.'))).toEqual(['Poll', 'Prompt', 'SeedanceGenerate']);
    // Under another name the words of the prompt come to something else.
    const renamed = setParam(longer, picture, 'name', 'Nora');
    expect(added(renamed)).toEqual(['Poll', 'Prompt', 'SeedanceGenerate']);
    const recalled = recallJob(renamed, jobKey, sources, [0, 0]);
    const texts = recalled?.document.nodes.map(({ params: { text } }) => (typeof text === 'string' ? text : ''));
    expect(texts?.join()).toContain('@Nora');
  });

  test('says which inputs stay free when bytes or an earlier shot are not known any more', () => {
    const document = referenced();
    const [jobKey = ''] = sourcesOf(document).jobs.keys();
    const without = recallJob(emptyDocument(), jobKey, { ...sourcesOf(document), fileOf: () => undefined }, [0, 0]);
    expect(without).toMatchObject({ exact: false, lacking: ['images_1'] });

    const chained = sourcesOf(threeShots().document);
    const last = [...chained.jobs.values()].at(-1);
    if (!last) throw new Error('three shots have a last one');
    const alone = recallJob(emptyDocument(), last.jobKey, { ...chained, jobs: new Map([[last.jobKey, last]]) }, [0, 0]);
    expect(alone).toMatchObject({ exact: false, lacking: ['videos_1'] });
  });

  test('is not made of a request that no kind of node asks for', () => {
    const job = {
      jobKey: 'b'.repeat(64),
      service: 'sandbox',
      model: 'a/b',
      take: 1,
      request: { text: 'hello' },
      title: '',
    };
    const sources = { ...sourcesOf(emptyDocument()), jobs: new Map([[job.jobKey, job]]) };
    expect(recallJob(emptyDocument(), job.jobKey, sources, [0, 0])).toBeUndefined();
  });

  test('comes back for any prompt and any settings', () => {
    const params = fc.record({
      resolution: fc.constantFrom('480p', '720p', '1080p'),
      duration: fc.integer({ min: 4, max: 15 }),
      generate_audio: fc.boolean(),
      tools: fc.boolean(),
      take: fc.integer({ min: 1, max: 10_000 }),
      model: fc.constantFrom('bytedance/seedance-v2/pro', 'a/b'),
    });
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((prompt) => prompt.trim() !== '');
    fc.assert(
      fc.property(text, params, (prompt, settings) => {
        const b = builder();
        addShot(b, 'Shot', prompt, settings);
        const sources = sourcesOf(b.document, 'https://model-api.example');
        for (const jobKey of sources.jobs.keys()) {
          expect(recallJob(emptyDocument(), jobKey, sources, [0, 0])?.exact).toBe(true);
        }
      }),
    );
  });
});
