import { expect, test } from 'vitest';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { JobStatus } from '../../../src/runtime/wire/job-record.ts';
import { cancelShot } from '../../../src/ui/commands/cancel-shot.ts';
import type { CommandContext } from '../../../src/ui/commands/command.ts';
import { fakeEditor } from '../fake-editor.ts';
import { sampleAttempt, sampleJob } from '../fake-job-client.ts';
import { chainedShots } from '../sample-graph.ts';

/** The two shots of a graph, each with a job in a status, both selected with the nodes that wait for them. */
function shotsIn(statuses: readonly [JobStatus, JobStatus]) {
  const document = chainedShots();
  const { nodes } = evaluate(document, nodeRegistry, 'sandbox');
  const keys = ['3', '6'].map((id) => nodes.get(id)?.order?.jobKey ?? '');
  const jobs = statuses.map((status, at) => sampleJob(at + 1, sampleAttempt(status), { jobKey: keys[at] ?? '' }));
  const editor = fakeEditor({ document, registry: nodeRegistry, jobs });
  editor.select(new Set(['3', '4', '6', '7']));
  return { editor, keys, context: { editor } as unknown as CommandContext };
}

test('U07 asks for each selected shot that can still be stopped, once, and for no other', () => {
  const { editor, keys, context } = shotsIn(['in_queue', 'in_progress']);
  expect(cancelShot.refusal?.(context)).toBeUndefined();
  cancelShot.run(context);
  expect(editor.calls).toEqual([['cancelJob', keys[0]]]);
});

test.each([
  ['in_progress', 'cannot be stopped'],
  ['downloading', 'made already'],
  ['uncertain', 'decide that first'],
  ['cancelling', 'answer is still to come'],
  ['succeeded', 'nothing to cancel'],
] as const)('U07 %s: nothing is asked, and the reason is told', (status, words) => {
  const { context } = shotsIn([status, 'succeeded']);
  expect(cancelShot.refusal?.(context)).toContain(words);
});

test('U07 what was never run has nothing to cancel', () => {
  const editor = fakeEditor({ document: chainedShots(), registry: nodeRegistry });
  editor.select(new Set(['3']));
  expect(cancelShot.refusal?.({ editor } as unknown as CommandContext)).toBe('Nothing that is selected is being made.');
});
