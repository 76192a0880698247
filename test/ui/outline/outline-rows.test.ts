import { describe, expect, it } from 'vitest';
import { patchNode, setParam } from '../../../src/graph/edit.ts';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { linkedWords, outlineRows } from '../../../src/ui/outline/outline-rows.ts';
import { fakeEditor } from '../fake-editor.ts';
import { sampleAttempt, sampleJob, sampleTime } from '../fake-job-client.ts';
import { chainedShots, sampleDocument, sampleNode } from '../sample-graph.ts';

const editorOf = (document: GraphDocument) => fakeEditor({ document, registry: nodeRegistry });
const rowsOf = ({ state }: ReturnType<typeof editorOf>) =>
  outlineRows({ ...state, registry: nodeRegistry, now: sampleTime + 72_000 });

describe('rows of the outline', () => {
  it('has exactly one row for each node, each after what it depends on', () => {
    const ids = rowsOf(editorOf(chainedShots())).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(ids.indexOf('3')).toBeGreaterThan(ids.indexOf('2'));
    expect(ids.at(-1)).toBe('8');
  });

  it('keeps a row for nodes on a circle, for placeholders, and for nodes that nothing was evaluated of', () => {
    const circle = sampleDocument(
      [sampleNode('1', 'VideoPreview'), sampleNode('2', 'VideoPreview'), sampleNode('3', 'constructor')],
      ['1.video > 2.video', '2.video > 1.video'],
    );
    expect(rowsOf(editorOf(circle)).map(({ id }) => id)).toHaveLength(3);
    const { state } = editorOf(circle);
    const evaluation = { nodes: new Map() };
    const rows = outlineRows({ ...state, evaluation, states: new Map(), registry: nodeRegistry, now: 0 });
    expect(rows.map(({ id, state: shown }) => [id, shown])).toEqual([
      ['1', 'idle'],
      ['2', 'idle'],
      ['3', 'idle'],
    ]);
  });

  it('says what is linked to each socket, by title', () => {
    const row = rowsOf(editorOf(chainedShots())).find(({ id }) => id === '6');
    expect(row?.sockets.map(({ label, linked }) => [label, linked.join()])).toEqual([
      ['Prompt', 'SH020 prompt'],
      ['Images 1', 'Mara'],
      ['Images 2', ''],
      ['Videos 1', 'Wait for clip · SH010'],
      ['Videos 2', ''],
      ['Audio URLs 1', ''],
      ['job', 'Wait for clip · SH020'],
    ]);
    expect(row && linkedWords(row)).toBe('from SH020 prompt, Mara, Wait for clip · SH010 · to Wait for clip · SH020');
  });

  it('H01 J05 tells the likely cause and the service’s own words of what was refused, once', () => {
    const editor = editorOf(chainedShots());
    const jobKey = editor.state.evaluation.nodes.get('3')?.order?.jobKey ?? '';
    const failureRow = (message: string) => {
      const failure = { code: 'refused', message };
      editor.setJobs([{ ...sampleJob(1, sampleAttempt('rejected', 1, { failure })), jobKey }]);
      return rowsOf(editor).find(({ id }) => id === '3');
    };
    expect(failureRow('InputTextSensitiveContentDetected: no.')).toMatchObject({
      words: 'refused, not charged',
      errors: ['The prompt: no.'],
    });
    // A code alone is all that was said.
    expect(failureRow('InputTextSensitiveContentDetected')?.errors).toEqual([
      'The prompt: InputTextSensitiveContentDetected',
    ]);
    expect(failureRow('No cats.')?.errors).toEqual(['No cats.']);
  });

  it('M4 offers the decision at the shot and at the node that waits for it', () => {
    const editor = editorOf(chainedShots());
    const jobKey = editor.state.evaluation.nodes.get('3')?.order?.jobKey ?? '';
    editor.setJobs([{ ...sampleJob(1, sampleAttempt('uncertain')), jobKey }]);
    const undecided = rowsOf(editor).flatMap((row) => (row.undecided === undefined ? [] : [[row.id, row.undecided]]));
    expect(undecided).toEqual([
      ['3', jobKey],
      ['4', jobKey],
    ]);
  });

  it('carries state, waiting and words of the job behind a node', () => {
    const editor = editorOf(chainedShots());
    const jobKey = editor.state.evaluation.nodes.get('3')?.order?.jobKey ?? '';
    const waiting = { for: 'rate_limit', until: sampleTime + 84_000, reason: 'Too many.' } as const;
    editor.setJobs([{ ...sampleJob(1, sampleAttempt('claimed')), jobKey, waiting }]);
    const row = rowsOf(editor).find(({ id }) => id === '3');
    expect(row).toMatchObject({ state: 'claimed', waiting: 'rate_limit' });
    expect(row?.words).toBe('ready, not charged · too many requests, goes on in 12 s');
    expect(rowsOf(editor).find(({ id }) => id === '4')?.state).toBe('claimed');
  });

  it('says what blocks a node: its own problems, or whose', () => {
    const rows = rowsOf(editorOf(setParam(chainedShots(), '3', 'duration', 99)));
    expect(rows.find(({ id }) => id === '3')).toMatchObject({ state: 'blocked', words: '' });
    expect(rows.find(({ id }) => id === '3')?.errors).toHaveLength(1);
    expect(rows.find(({ id }) => id === '4')).toMatchObject({
      state: 'blocked',
      words: 'blocked by SH010',
      errors: [],
    });
  });

  it('G14 bounds names that a file brought along', () => {
    const long = patchNode(chainedShots(), '1', { title: `\u202E${'x'.repeat(1_000_000)}` });
    const row = rowsOf(editorOf(long)).find(({ id }) => id === '1');
    expect(Array.from(row?.title ?? '').length).toBeLessThanOrEqual(200);
    expect(row?.title).not.toContain('\u202E');
  });
});
