import { describe, expect, test } from 'vitest';
import { patchNode, setParam } from '../../src/graph/edit.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { addShot, builder, threeShots } from './build.ts';

const codes = (document: Parameters<typeof evaluate>[0], node?: string): string[] =>
  evaluate(document, nodeRegistry, 'sandbox')
    .problems.filter(({ place }) => node === undefined || place.node === node)
    .map(({ code }) => code);

describe('the keys of a chain', () => {
  test('every key is known before anything ran, and a clip stands in the next key by its provenance', () => {
    const { document, shots } = threeShots();
    const { nodes } = evaluate(document, nodeRegistry, 'sandbox');
    const [first, second] = shots.map(({ generate }) => nodes.get(generate)?.order);
    expect(first?.jobKey).toMatch(/^[0-9a-f]{64}$/);
    expect(second?.body).toMatchObject({
      prompt: 'Extend Video 1: the lantern rises.',
      videos: [{ $ref: { jobKey: first?.jobKey, kind: 'video', n: 0 } }],
    });
  });

  test('a changed prompt changes its own key and those behind it, and no other', () => {
    const { document, shots } = threeShots();
    const keys = (d: typeof document) =>
      shots.map(({ generate }) => evaluate(d, nodeRegistry, 'sandbox').nodes.get(generate)?.order?.jobKey);
    const before = keys(document);
    const after = keys(setParam(document, shots[1].text, 'text', 'Extend @SH010: it falls.'));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[2]).not.toBe(before[2]);
  });

  test('M13 the service is part of every key, so a rehearsal never stands in for paid work', () => {
    const { document, shots } = threeShots();
    const key = (service: string) =>
      evaluate(document, nodeRegistry, service).nodes.get(shots[0].generate)?.order?.jobKey;
    expect(key('sandbox')).not.toBe(key('https://model-api.runcomfy.net'));
  });

  test('neither a title that no prompt names, nor a place, nor a default written out changes a key', () => {
    const { document, shots } = threeShots();
    const key = (d: typeof document) =>
      evaluate(d, nodeRegistry, 'sandbox').nodes.get(shots[0].generate)?.order?.jobKey;
    const { generate, text } = shots[0];
    expect(key(patchNode(document, text, { title: 'Opening', pos: [900, 3] }))).toBe(key(document));
    expect(key(setParam(document, generate, 'aspect_ratio', 'adaptive'))).toBe(key(document));
    expect(key(setParam(document, generate, 'seed_control', 'randomize'))).toBe(key(document));
    expect(key(setParam(document, generate, 'take', 2))).not.toBe(key(document));
  });

  test('`tools` is sent only when true, and `seed` only when given', () => {
    const b = builder();
    const { generate } = addShot(b, 'SH010', 'A street.');
    const body = (d: typeof b.document) => evaluate(d, nodeRegistry, 'sandbox').nodes.get(generate)?.order?.body;
    expect(body(b.document)).toEqual({
      prompt: 'A street.',
      aspect_ratio: 'adaptive',
      duration: 4,
      resolution: '480p',
      generate_audio: true,
    });
    expect(body(setParam(setParam(b.document, generate, 'tools', true), generate, 'seed', 7))).toMatchObject({
      tools: true,
      seed: 7,
    });
  });
});

describe('checks', () => {
  test('a missing input is an error at its socket', () => {
    const b = builder();
    const generate = b.add('SeedanceGenerate');
    expect(evaluate(b.document, nodeRegistry, 'sandbox').problems).toMatchObject([
      { code: 'missing-input', severity: 'error', place: { node: generate, input: 'prompt' } },
    ]);
  });

  test('a link of the wrong type is an error, also when a reroute stands between', () => {
    const b = builder();
    const { generate } = addShot(b, 'SH010', 'A street.');
    const picture = b.add('ImageRef', { url: 'https://example.com/a.png' });
    const reroute = b.add('Reroute');
    b.link(picture, 'image', reroute, '');
    b.link(reroute, '', generate, 'videos_1');
    expect(codes(b.document, generate)).toContain('wrong-type');
  });

  test('a value passes through a reroute to an input that fits', () => {
    const b = builder();
    const { generate } = addShot(b, 'SH010', 'A street with @images_1.');
    const picture = b.add('ImageRef', { url: 'https://example.com/a.png' });
    const reroute = b.add('Reroute');
    b.link(picture, 'image', reroute, '');
    b.link(reroute, '', generate, 'images_1');
    expect(codes(b.document)).toEqual([]);
    expect(evaluate(b.document, nodeRegistry, 'sandbox').nodes.get(generate)?.order?.body['images']).toEqual([
      { $ref: { url: 'https://example.com/a.png' } },
    ]);
  });

  test('more references than the model takes is an error', () => {
    const b = builder();
    const { generate } = addShot(b, 'SH010', 'A street.');
    const clip = b.add('VideoRef', { url: 'https://example.com/a.mp4' });
    for (let n = 1; n <= 4; n++) b.link(clip, 'video', generate, `videos_${n}`);
    expect(codes(b.document, generate)).toContain('too-many-references');
  });

  test('an operation over a clip of which only the address is known is an error before anything is bought', () => {
    const b = builder();
    const { clip } = addShot(b, 'SH010', 'A street.');
    const found = b.add('VideoRef', { url: 'https://example.com/a.mp4', name: 'Archive' });
    const film = b.add('Storyboard');
    b.link(clip, 'video', film, 'shots_1');
    b.link(found, 'video', b.add('VideoPreview'), 'video');
    expect(codes(b.document)).toEqual([]);
    const preview = b.document.nodes.find(({ type }) => type === 'VideoPreview')?.id ?? '';
    b.link(preview, 'video', film, 'shots_2');
    const evaluation = evaluate(b.document, nodeRegistry, 'sandbox');
    expect(evaluation.problems).toMatchObject([
      { code: 'only-address', severity: 'error', place: { node: film }, reason: expect.stringContaining('Archive') },
    ]);
    expect(evaluation.nodes.get(film)).toMatchObject({ outcome: 'blocked', because: [] });
    expect(evaluation.nodes.get(preview)?.outcome).toBe('ready');
  });

  test('G04 a cycle is named with its nodes, and blocks what is behind it', () => {
    const b = builder();
    const one = addShot(b, 'SH010', 'One.');
    const two = addShot(b, 'SH020', 'Two.');
    b.link(one.clip, 'video', two.generate, 'videos_1');
    b.link(two.clip, 'video', one.generate, 'videos_1');
    const film = b.add('Storyboard');
    b.link(two.clip, 'video', film, 'shots_1');
    const evaluation = evaluate(b.document, nodeRegistry, 'sandbox');
    expect(evaluation.nodes.get(one.generate)).toMatchObject({ outcome: 'blocked', problems: [{ code: 'cycle' }] });
    expect(evaluation.nodes.get(one.generate)?.problems[0]?.reason).toMatch(/SH010.*→.*SH020|SH020.*→.*SH010/);
    expect(evaluation.nodes.get(film)?.outcome).toBe('blocked');
    expect(evaluation.nodes.size).toBe(b.document.nodes.length);
  });

  test.each(['constructor', '__proto__', 'toString', 'LoadImage'])(
    'G08 the type %s is unknown and blocks only what follows from it',
    (type) => {
      const { document, shots, film } = threeShots();
      const nodes = document.nodes.map((node) => (node.id === shots[1].generate ? { ...node, type } : node));
      const evaluation = evaluate({ ...document, nodes }, nodeRegistry, 'sandbox');
      expect(evaluation.nodes.get(shots[0].clip)?.outcome).toBe('ready');
      expect(evaluation.nodes.get(shots[1].generate)?.problems).toMatchObject([
        {
          code: 'unknown-node',
          severity: 'error',
          reason: `This node is not run: the node type “${type}” is not known.`,
        },
      ]);
      expect(evaluation.nodes.get(film)).toMatchObject({ outcome: 'blocked', problems: [] });
    },
  );

  test('a param outside of its limits is an error at the param, and keeps its value', () => {
    const b = builder();
    const { generate } = addShot(b, 'SH010', 'A street.', { duration: 99 });
    expect(evaluate(b.document, nodeRegistry, 'sandbox').nodes.get(generate)?.problems).toMatchObject([
      { code: 'wrong-param', place: { node: generate, param: 'duration' } },
    ]);
  });

  test('a name without an input is an error, and an input never named a warning', () => {
    const b = builder();
    const { generate } = addShot(b, 'SH010', 'Where is @Mara?');
    const picture = b.add('ImageRef', { url: 'https://example.com/a.png', name: 'Market' });
    b.link(picture, 'image', generate, 'images_1');
    expect(evaluate(b.document, nodeRegistry, 'sandbox').problems).toMatchObject([
      { code: 'unknown-name', severity: 'error', place: { node: generate } },
      { code: 'unnamed-input', severity: 'warning', place: { node: generate, input: 'images_1' } },
    ]);
  });

  test('names follow the real order of the inputs', () => {
    const b = builder();
    const { generate } = addShot(b, 'SH010', '@Market, then @Mara with @Voice.');
    const mara = b.add('ImageRef', { url: 'https://example.com/mara.png' }, 'Mara');
    const market = b.add('ImageRef', { url: 'https://example.com/market.png', name: 'Market' });
    const voice = b.add('AudioRef', { url: 'https://example.com/v.wav', name: 'Voice' });
    b.link(mara, 'image', generate, 'images_1');
    b.link(market, 'image', generate, 'images_2');
    b.link(voice, 'audio', generate, 'audios_1');
    expect(evaluate(b.document, nodeRegistry, 'sandbox').nodes.get(generate)?.order?.body['prompt']).toBe(
      'Image 2, then Image 1 with Audio 1.',
    );
  });

  test('a clip of 15.09 s is within the tolerance, a sound alone is warned of', () => {
    const b = builder();
    const long = addShot(b, 'SH010', 'One.', { duration: 15 });
    const next = addShot(b, 'SH020', 'Extend @SH010.');
    b.link(long.clip, 'video', next.generate, 'videos_1');
    const alone = addShot(b, 'SH030', '@Voice speaks.');
    b.link(b.add('AudioRef', { url: 'https://example.com/v.wav', name: 'Voice' }), 'audio', alone.generate, 'audios_1');
    expect(codes(b.document)).toEqual(['audio-alone']);
  });
});

describe('muted and bypassed nodes', () => {
  test('a muted node and what depends on it are skipped', () => {
    const { document, shots, film } = threeShots();
    const { nodes } = evaluate(patchNode(document, shots[1].generate, { mode: 'muted' }), nodeRegistry, 'sandbox');
    expect(
      [shots[0].clip, shots[1].generate, shots[1].clip, shots[2].generate, film].map((id) => nodes.get(id)?.outcome),
    ).toEqual(['ready', 'skipped', 'skipped', 'skipped', 'skipped']);
  });

  test('a bypassed node passes its first fitting input through', () => {
    const b = builder();
    const { clip } = addShot(b, 'SH010', 'A street.');
    const preview = b.add('VideoPreview');
    const film = b.add('Storyboard');
    b.link(clip, 'video', preview, 'video');
    b.link(preview, 'video', film, 'shots_1');
    const straight = evaluate(b.document, nodeRegistry, 'sandbox').nodes.get(film)?.operation?.cacheKey;
    const bypassed = evaluate(patchNode(b.document, preview, { mode: 'bypassed' }), nodeRegistry, 'sandbox');
    expect(bypassed.nodes.get(film)?.operation?.cacheKey).toBe(straight);
  });

  test('a bypassed node with nothing to pass leaves a required input missing', () => {
    const b = builder();
    const { generate, clip } = addShot(b, 'SH010', 'A street.');
    expect(codes(patchNode(b.document, generate, { mode: 'bypassed' }), clip)).toEqual(['missing-input']);
  });
});
