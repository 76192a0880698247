import { describe, expect, it } from 'vitest';
import { patchNode, setParam } from '../../../src/graph/edit.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { Attempt, JobRecord } from '../../../src/runtime/wire/job-record.ts';
import { usualWords } from '../../../src/runtime/run/words.ts';
import { takesOf } from '../../../src/ui/media/job-history.ts';
import { nodeViews } from '../../../src/ui/media/node-views.ts';
import { threeShots } from '../../graph/build.ts';
import { fakeEditor } from '../strip/fake-editor.ts';
import { failedAttempt, inProgress, ordersOf, recordOf, succeeded, uncertainAttempt } from '../strip/records.ts';

const { document, shots, film, builder: b } = threeShots();
const [first, second, third] = ordersOf(document);
if (!first || !second || !third) throw new Error('three orders');

const viewsOf = (records: readonly JobRecord[], graph = document, history?: readonly JobRecord[]) =>
  nodeViews(fakeEditor({ document: graph, records }).state, nodeRegistry, 76_000, history ? { history } : {});

describe('how nodes stand, in words', () => {
  it('is total: every node has a view, whatever the rest holds', () => {
    const views = viewsOf([]);
    expect([...views.keys()].sort()).toEqual(document.nodes.map(({ id }) => id).sort());
    expect(views.get(shots[0].generate)).toMatchObject({ state: 'idle', tone: 'idle', text: '' });
    expect(views.get(film)?.text).toBe('0 of 3');
  });

  it('tells a generation under way by its time and its request', () => {
    const view = viewsOf([recordOf(first, inProgress)]).get(shots[0].generate);
    expect(view).toMatchObject({
      state: 'in_progress',
      tone: 'busy',
      text: 'generating 1:12',
      progress: 'busy',
      detail: 'request 6f21c6f0',
    });
  });

  it('gives a queue its place on both nodes, and the time it took on the one that asked', () => {
    const views = viewsOf([recordOf(first, { ...inProgress, status: 'in_queue', queuePosition: 2 } as Attempt)]);
    expect(views.get(shots[0].generate)?.text).toBe('in queue, place 2 · 1:15');
    expect(views.get(shots[0].clip)?.text).toBe('in queue, place 2');
  });

  it('says how long it usually takes as the owner of the jobs measured it, and nothing where it measured nothing', () => {
    expect(usualWords({ fromMs: 180_000, toMs: 300_000 })).toBe('usually 3–5 min');
    expect(usualWords({ fromMs: 2_600, toMs: 3_400 })).toBe('usually 3 s');
    expect(usualWords({ fromMs: 40_000, toMs: 95_000 })).toBe('usually 1–2 min');
    expect(usualWords(undefined)).toBeUndefined();
    const measured = { ...recordOf(first, inProgress), usual: { fromMs: 180_000, toMs: 300_000 } };
    const view = viewsOf([measured]).get(shots[0].generate);
    expect(view?.detail).toBe('usually 3–5 min · request 6f21c6f0');
  });

  it('H09 marks the setting and the input that a refusal names, and says what is wrong with each', () => {
    const fields = [
      { field: 'duration', message: 'not offered today' },
      { field: 'generate_audio', message: 'not with this size' },
      { field: 'images.0', message: 'too small' },
    ];
    const failure = { code: 'validation', message: '[…]', fields };
    const rejected = { n: 1, claimedAt: 0, since: 0, submittedAt: 0, status: 'rejected', failure } as const;
    const view = viewsOf([recordOf(first, rejected)]).get(shots[0].generate);
    expect(view?.summary).toEqual([
      { label: 'Seedance 2.0 Pro', value: '480p' },
      { label: 'Duration', value: '4 s', wrong: true },
      { label: 'Generate audio', value: 'on', wrong: true },
    ]);
    expect(view?.marked).toContain('images_1');
    expect(view?.error).toBe('Duration: not offered today · Generate audio: not with this size · image 1: too small');
  });

  it('shows the settings that matter, with units, and the take once there is another', () => {
    expect(viewsOf([]).get(shots[0].generate)?.summary).toEqual([
      { label: 'Seedance 2.0 Pro', value: '480p' },
      { label: 'Duration', value: '4 s' },
    ]);
    let graph = setParam(document, shots[0].generate, 'take', 2);
    graph = setParam(graph, shots[0].generate, 'aspect_ratio', '9:16');
    graph = setParam(graph, shots[0].generate, 'generate_audio', false);
    graph = patchNode(graph, shots[0].generate, { title: undefined });
    const history = [recordOf({ ...first, take: 3 }, inProgress)];
    expect(takesOf(history, 'graph-1', shots[0].generate)).toBe(3);
    expect(viewsOf([], graph, history).get(shots[0].generate)?.summary).toEqual([
      { label: 'Resolution', value: '480p · 9:16' },
      { label: 'Duration', value: '4 s' },
      { label: 'Generate audio', value: 'off' },
      { label: 'Take', value: '2 of 3' },
    ]);
  });

  it('names what is linked by its own name, and that it is awaited', () => {
    const views = viewsOf([recordOf(first, inProgress)]);
    expect(views.get(shots[1].generate)?.linked?.get('videos_1')).toEqual({ text: 'SH010, waiting', tone: 'busy' });
    expect(views.get(shots[2].generate)?.linked?.get('videos_1')).toBe('SH020');
    expect(views.get(film)?.linked?.get('shots_2')).toEqual({ label: 'SH020', text: '4 s', tone: 'idle' });
  });

  it('gives a player its clip once the bytes exist, under the name of the bytes', () => {
    const views = viewsOf([recordOf(first, succeeded('a'.repeat(64))), recordOf(second, inProgress)]);
    expect(views.get(shots[0].clip)).toMatchObject({
      tone: 'free',
      text: 'rehearsed',
      clip: { key: 'a'.repeat(64), seconds: 4 },
    });
    expect(views.get(shots[1].clip)?.clip).toBeUndefined();
    expect(views.get(shots[0].generate)?.clip).toBeUndefined();
    expect(views.get(film)?.clip).toBeUndefined();
    expect(views.get(film)?.text).toBe('1 of 3');
  });

  it('says why it failed as one line of text, and marks what a person has to decide', () => {
    const views = viewsOf([
      recordOf(first, failedAttempt('Refused:\n\u202Eweapons')),
      recordOf(second, uncertainAttempt),
    ]);
    expect(views.get(shots[0].generate)).toMatchObject({ tone: 'bad', text: 'failed', error: 'Refused: weapons' });
    expect(views.get(shots[1].generate)).toMatchObject({ tone: 'ask', text: 'may have been sent: check' });
  });

  it('says of a blocked node that it cannot run, whose reason stands below, and of the ones behind it whom they wait for', () => {
    const graph = setParam(document, shots[0].text, 'text', '');
    const views = viewsOf([], graph);
    expect(views.get(shots[0].generate)).toMatchObject({
      state: 'blocked',
      tone: 'warn',
      text: 'cannot run yet',
    });
    expect(views.get(shots[0].clip)?.text).toBe('waits for SH010');
    expect(viewsOf([], patchNode(document, film, { mode: 'muted' })).get(film)?.text).toBe('muted');
  });

  it('names the kind of a reference that has a name of its own', () => {
    const mara = b.add('ImageRef', { file: { name: 'm.jpg', size: 1, sha256: 'b'.repeat(64) } }, 'Mara');
    expect(viewsOf([], b.document).get(mara)?.text).toBe('picture');
  });
});
