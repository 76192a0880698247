import { describe, expect, it } from 'vitest';
import { linkInto, nodeOf } from '../../../src/graph/document.ts';
import { connect, disconnect, setParam } from '../../../src/graph/edit.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import { filmOf } from '../../../src/ui/strip/film.ts';
import { nextShot } from '../../../src/ui/strip/next-shot.ts';
import { moveShot } from '../../../src/ui/strip/reorder-shots.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';
import { fakeEditor } from './fake-editor.ts';
import { ordersOf, recordOf, succeeded } from './records.ts';

const film = (document: ReturnType<typeof threeShots>['document']) => {
  const found = filmOf(fakeEditor({ document }).state, nodeRegistry);
  if (!found) throw new Error('there is no film');
  return found;
};

describe('the shots of a film', () => {
  it('stand in the order of the links, under the name of what makes them, with length and take', () => {
    const { document } = threeShots();
    expect(film(document).shots.map(({ name, seconds, take }) => [name, seconds, take])).toEqual([
      ['SH010', 4, 1],
      ['SH020', 4, 1],
      ['SH030', 4, 1],
    ]);
  });

  it('say whether each takes the clip before it', () => {
    const { document, shots } = threeShots();
    const cut = disconnect(document, { node: shots[2].generate, input: 'videos_1' }, nodeRegistry);
    const across = connect(
      cut,
      { node: shots[0].clip, output: 'video' },
      { node: shots[2].generate, input: 'videos_1' },
    );
    expect(film(document).shots.map((shot) => shot.extends)).toEqual([false, true, true]);
    expect(film(cut).shots.map((shot) => shot.extends)).toEqual([false, true, false]);
    expect(film(across).shots.map((shot) => shot.extends)).toEqual([false, true, false]);
  });

  it('keep name, maker and length of a setting where a shot cannot run yet', () => {
    const { document, shots } = threeShots();
    const empty = setParam(document, shots[1].text, 'text', '');
    const [, second, third] = film(empty).shots;
    expect(second).toMatchObject({
      name: 'SH020',
      maker: shots[1].generate,
      ref: undefined,
      status: { state: 'blocked' },
    });
    expect(third).toMatchObject({ name: 'SH030', extends: true });
  });

  it('go through a node that passes a clip on', () => {
    const b = builder();
    const shot = addShot(b, 'SH010', 'A lantern is lit.');
    const [preview, strip] = [b.add('VideoPreview'), b.add('Storyboard')];
    b.link(shot.clip, 'video', preview, 'video');
    b.link(preview, 'video', strip, 'shots_1');
    const next = addShot(b, 'SH020', 'Extend @SH010.');
    b.link(shot.clip, 'video', next.generate, 'videos_1');
    b.link(next.clip, 'video', strip, 'shots_2');
    expect(film(b.document).shots.map(({ name, maker, ...shot }) => [name, maker, shot.extends])).toEqual([
      ['SH010', shot.generate, false],
      ['SH020', next.generate, true],
    ]);
  });

  it('are those of the selected film, else of the last one', () => {
    const { builder: b, shots, film: first } = threeShots();
    const second = b.add('Storyboard', { title: 'Other' });
    b.link(shots[1].clip, 'video', second, 'shots_1');
    const editor = fakeEditor({ document: b.document });
    expect(filmOf(editor.state, nodeRegistry)).toMatchObject({ node: second, title: 'Other' });
    editor.select(new Set([first]));
    expect(filmOf(editor.state, nodeRegistry)?.shots).toHaveLength(3);
  });

  it('offer what the last run made while a shot was edited since (U04)', () => {
    const { document, shots } = threeShots();
    const [order] = ordersOf(document);
    if (!order) throw new Error('no order');
    const edited = setParam(document, shots[0].text, 'text', 'A lantern goes out.');
    const record = recordOf(order, succeeded('a'.repeat(64)));
    const run = {
      schema: 1,
      id: 'r',
      graph: 'graph-1',
      service: 'sandbox',
      document,
      fingerprint: 'f'.repeat(64),
      agreed: [],
      consents: { inlineMedia: false },
      keys: { [shots[0].generate]: order.jobKey },
      startedAt: 0,
      touchedAt: 0,
      cancelRequested: false,
      state: { kind: 'ended', outcome: 'succeeded', at: 1, goingOn: [] },
      steps: {},
    } as unknown as Run;
    const state = fakeEditor({ document: edited, records: [record], run }).state;
    expect(filmOf(state, nodeRegistry)?.shots[0]?.before).toEqual({ jobKey: order.jobKey, kind: 'video', n: 0 });
  });
});

describe('moving a shot', () => {
  it('renumbers the links of the film and nothing else', () => {
    const { document, shots, film: id } = threeShots();
    const moved = moveShot(document, film(document), 2, 0);
    expect(film(moved).shots.map(({ name }) => name)).toEqual(['SH030', 'SH010', 'SH020']);
    expect(linkInto(moved, id, 'shots_1')?.from.node).toBe(shots[2].clip);
    expect(moved.nodes).toBe(document.nodes);
    expect(moved.links).toHaveLength(document.links.length);
  });

  it('is no edit where nothing moves', () => {
    const { document } = threeShots();
    expect(moveShot(document, film(document), 1, 1)).toBe(document);
    expect(moveShot(document, film(document), 9, 0)).toBe(document);
    expect(film(moveShot(document, film(document), 0, 99)).shots.map(({ name }) => name)).toEqual([
      'SH020',
      'SH030',
      'SH010',
    ]);
  });
});

describe('the next shot', () => {
  it('copies prompt, request and waiting, takes the last clip, and ends the film', () => {
    const { document, shots } = threeShots();
    const next = nextShot(document, nodeRegistry, film(document));
    if (!next.ok) throw new Error(next.reason);
    const after = film(next.document);
    expect(next.name).toBe('SH040');
    expect(next.nodes.size).toBe(3);
    expect(after.shots.map(({ name }) => name)).toEqual(['SH010', 'SH020', 'SH030', 'SH040']);
    expect(after.shots[3]).toMatchObject({ extends: true, take: 1 });
    const maker = after.shots[3]?.maker ?? '';
    expect(linkInto(next.document, maker, 'videos_1')?.from).toEqual({ node: shots[2].clip, output: 'video' });
    const words = nodeOf(next.document, linkInto(next.document, maker, 'prompt')?.from.node ?? '');
    expect(words?.params.text).toBe('Extend @SH030: the lantern is gone.');
    const evaluation = evaluate(next.document, nodeRegistry, 'sandbox');
    expect(evaluation.problems).toEqual([]);
    expect(evaluation.nodes.get(after.node)?.outcome).toBe('ready');
  });

  it('begins a reference where the last shot had none, and speaks of it', () => {
    const b = builder();
    const shot = addShot(b, 'SH010', 'A lantern is lit.', { take: 3 });
    const mara = b.add('ImageRef', { file: { name: 'm.jpg', size: 1, sha256: 'b'.repeat(64) }, name: 'Mara' });
    b.link(mara, 'image', shot.generate, 'images_1');
    const strip = b.add('Storyboard');
    b.link(shot.clip, 'video', strip, 'shots_1');
    const next = nextShot(b.document, nodeRegistry, film(b.document));
    if (!next.ok) throw new Error(next.reason);
    const second = film(next.document).shots[1];
    expect(second).toMatchObject({ name: 'SH020', extends: true, take: 1 });
    const maker = second?.maker ?? '';
    expect(linkInto(next.document, maker, 'images_1')?.from.node).toBe(mara);
    expect(linkInto(next.document, maker, 'videos_1')?.from.node).toBe(shot.clip);
    const words = linkInto(next.document, maker, 'prompt')?.from.node ?? '';
    expect(words).not.toBe(shot.text);
    expect(nodeOf(next.document, words)?.params.text).toBe('Extend @SH010. A lantern is lit.');
    expect(nodeOf(next.document, words)?.pos[1]).toBeGreaterThan(nodeOf(next.document, shot.text)?.pos[1] ?? 0);
  });

  it('leaves the document alone and says why there can be none', () => {
    const b = builder();
    expect(nextShot(b.document, nodeRegistry, undefined)).toMatchObject({ ok: false });
    const strip = b.add('Storyboard');
    expect(nextShot(b.document, nodeRegistry, film(b.document))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('no shot yet') as string,
    });
    const ref = b.add('VideoRef', { file: { name: 'v.mp4', size: 1, sha256: 'c'.repeat(64) } }, 'Found footage');
    b.link(ref, 'video', strip, 'shots_1');
    expect(nextShot(b.document, nodeRegistry, film(b.document))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Found footage is not generated') as string,
    });
  });
});
