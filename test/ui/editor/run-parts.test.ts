import { afterEach, describe, expect, test } from 'vitest';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { setParam } from '../../../src/graph/edit.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { rehearseSelection } from '../../../src/ui/commands/rehearse-selection.ts';
import { againName, runAgain } from '../../../src/ui/commands/run-again.ts';
import { runSelection } from '../../../src/ui/commands/run-selection.ts';
import { type CommandContext, perform } from '../../../src/ui/commands/command.ts';
import { unmadeWords } from '../../../src/ui/dialogs/unmade-words.ts';
import { pausedRun } from '../../../src/ui/editor/paused-run.ts';
import type { Editor } from '../../../src/ui/editor/editor.ts';
import { addShot, builder } from '../../graph/build.ts';
import type { Fate } from '../../runtime/run/fake-jobs.ts';
import { editorHouse } from './editor-house.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Two shots in a chain, one beside them, and the film of all. */
function storyboard(): string {
  const b = builder();
  const shots = ['SH010', 'SH020', 'SH030'].map((title) => addShot(b, title, `${title}.`));
  const [first, second] = shots;
  if (first && second) b.link(first.clip, 'video', second.generate, 'videos_1');
  const film = b.add('Storyboard', {}, 'Film');
  shots.forEach(({ clip }, index) => b.link(clip, 'video', film, `shots_${index + 1}`));
  return writeGraphFile({ ...b.document, title: 'Three' }, nodeRegistry);
}

async function opened(fates: Record<string, Fate> = {}) {
  const home = editorHouse('valid');
  home.jobs.fates = fates;
  const { editor, close } = await home.open(storyboard());
  closing.push(close);
  const id = (title: string): string => {
    const node = editor.state.document.nodes.find((each) => each.title === title);
    if (!node) throw new Error(`no ${title}`);
    return node.id;
  };
  return { ...home, editor, id };
}

const context = (editor: Editor): CommandContext => ({ editor }) as CommandContext;

async function agreeTo({ editor, clock }: Awaited<ReturnType<typeof opened>>): Promise<void> {
  await clock.until(editor.agree({ inlineMedia: false }));
  await clock.pass(20_000);
}

describe('running the selection', () => {
  test('quotes only that part, and says which', async () => {
    const home = await opened();
    const { editor, clock, jobs, id } = home;
    editor.select(new Set([id('SH020')]));
    perform(runSelection, context(editor));
    await clock.pass(1_000);
    expect(editor.state.quote?.part).toEqual({ text: '2 of 3 shots: SH020 and what it needs.', notes: [] });
    expect(editor.state.quote?.quote.generations.map(({ title }) => title)).toEqual(['SH010', 'SH020']);
    await agreeTo(home);
    expect(jobs.created).toHaveLength(2);
    expect(editor.state.states.get(id('SH030'))?.state).toBe('idle');
  });

  test('rehearses it straight away, and says which part that is', async () => {
    const { editor, clock, jobs, id } = await opened();
    editor.select(new Set([id('SH010'), id('SH030')]));
    perform(rehearseSelection, context(editor));
    await clock.pass(20_000);
    expect(jobs.created).toHaveLength(2);
    expect(editor.state.run?.state).toMatchObject({ outcome: 'succeeded' });
  });

  test('is refused with a reason where nothing is selected, or nothing that makes anything', async () => {
    const { editor } = await opened();
    expect(rehearseSelection.refusal?.(context(editor))).toBe('Select the shots to run first.');
    const prompt = editor.state.document.nodes.find(({ type }) => type === 'Prompt');
    editor.select(new Set([prompt?.id ?? '']));
    expect(rehearseSelection.refusal?.(context(editor))).toContain('Nothing that is selected makes anything');
  });
});

describe('running again what failed', () => {
  test('is offered with what became of each shot, on the service it failed on', async () => {
    const home = await opened({ SH010: 'is rejected' });
    const { editor, clock, jobs, id } = home;
    await clock.until(editor.run('live'));
    await agreeTo(home);
    expect(unmadeWords(editor)).toBe(
      '2 steps of the last run are not made. SH010: refused, not charged · SH020: skipped',
    );
    expect(againName(editor.state)).toBe('Run again what failed');
    jobs.fates = {};
    perform(runAgain, context(editor));
    await clock.pass(1_000);
    expect(editor.state.quote?.part?.text).toBe('Only what was not made: SH010 and SH020.');
    expect(editor.state.quote?.quote.generations).toMatchObject([
      { title: 'SH010', attempt: 2, earlier: [{ status: 'rejected' }] },
      { title: 'SH020', attempt: 1 },
    ]);
    await agreeTo(home);
    expect(editor.state.unmade.size).toBe(0);
    expect(editor.state.states.get(id('Film'))?.state).toBe('succeeded');
    expect(runAgain.refusal?.(context(editor))).toBe('Nothing failed or was cancelled.');
  });

  test('is called by what happened: nothing failed where a person stopped it', async () => {
    const stopped = await opened({ SH030: 'stays in queue' });
    await stopped.clock.until(stopped.editor.run('sandbox'));
    await stopped.clock.until(stopped.editor.cancelRun());
    await stopped.clock.pass(5_000);
    expect(stopped.editor.state.unmade.size).toBeGreaterThan(0);
    expect(againName(stopped.editor.state)).toBe('Run what is left');

    const mixed = await opened({ SH010: 'is rejected', SH030: 'stays in queue' });
    await mixed.clock.until(mixed.editor.run('sandbox'));
    await mixed.clock.pass(10_000);
    await mixed.clock.until(mixed.editor.cancelRun());
    await mixed.clock.pass(5_000);
    expect(againName(mixed.editor.state)).toBe('Run what was not made');
  });

  test('a shot that was cancelled by itself is left, what follows from it too', async () => {
    const { editor, clock, jobs, id } = await opened({ SH010: 'stays in queue' });
    await clock.until(editor.run('sandbox'));
    await clock.pass(5_000);
    jobs.set(editor.state.states.get(id('SH010'))?.job?.jobKey ?? '', (record) => {
      const { n, claimedAt, since } = presentAttempt(record);
      return { ...record, attempts: [{ status: 'cancelled', n, claimedAt, since }] };
    });
    await clock.pass(30_000);
    expect(editor.state.states.get(id('SH010'))?.state).toBe('cancelled');
    expect([...editor.state.unmade.keys()]).toContain(id('SH020'));
    expect(againName(editor.state)).toBe('Run what is left');
  });

  test('says what was edited since, and what is left out because of another edit', async () => {
    const home = await opened({ SH020: 'fails' });
    const { editor, clock, id } = home;
    await clock.until(editor.run('live'));
    await agreeTo(home);
    const before = editor.state.document;
    editor.edit(setParam(before, id('SH020'), 'duration', 5), 'Longer');
    perform(runAgain, context(editor));
    await clock.pass(1_000);
    expect(editor.state.quote?.part?.notes).toEqual(['SH020 was edited since: it is made as it stands now.']);
    expect(editor.state.quote?.quote.generations).toMatchObject([{ title: 'SH020', seconds: 5 }]);
    editor.edit(setParam(before, id('SH010'), 'duration', 5), 'Longer');
    perform(runAgain, context(editor));
    await clock.pass(1_000);
    expect(editor.state.quote?.quote.generations).toEqual([]);
    expect(editor.state.quote?.part).toEqual({
      text: 'Nothing can be run again by itself.',
      notes: [
        'SH020 is left out: it needs SH010, which did not fail but is not made as it stands now. Run the selection, or everything, to make it too.',
      ],
    });
  });
});

describe('editing during a run', () => {
  test('U04 the node says that it was edited since; Run then starts a second run beside the first, and equal shots are joined', async () => {
    const home = await opened({ SH010: 'stays in queue' });
    const { editor, clock, jobs, id } = home;
    await clock.until(editor.run('live'));
    await agreeTo(home);
    const sent = editor.state.states.get(id('SH030'))?.job?.jobKey;
    editor.edit(setParam(editor.state.document, id('SH030'), 'duration', 6), 'Longer');
    expect(editor.state.states.get(id('SH030'))).toMatchObject({ editedSince: true, runJob: { jobKey: sent } });
    await clock.until(editor.run('live'));
    expect(editor.state.quote?.quote.joined).toBe(1);
    await agreeTo(home);
    expect(editor.state.underWay).toHaveLength(2);
    jobs.fates = {};
    await clock.pass(60_000);
    expect(editor.state.underWay).toEqual([]);
    expect(jobs.created.filter(({ jobKey }) => jobKey === sent)).toHaveLength(1);
    expect(jobs.created).toHaveLength(4);
    expect(jobs.records.get(sent ?? '')?.request['duration']).toBe(4);
    expect([...jobs.records.values()].every((job) => presentAttempt(job).status === 'succeeded')).toBe(true);
  });

  test('of two runs beside each other the one that stands still is told, and Cancel run cancels both', async () => {
    const home = await opened({ SH010: 'stays in queue', SH030: 'is uncertain' });
    const { editor, clock, jobs, id } = home;
    await clock.until(editor.run('live'));
    await agreeTo(home);
    const [first] = editor.state.underWay;
    jobs.fates = { SH010: 'stays in queue' };
    editor.edit(setParam(editor.state.document, id('SH030'), 'duration', 6), 'Longer');
    await clock.until(editor.run('live'));
    await agreeTo(home);
    expect(editor.state.run?.id).not.toBe(first?.id);
    expect(pausedRun(editor.state)).toMatchObject({ id: first?.id, state: { why: 'person' } });
    await clock.until(editor.cancelRun());
    await clock.pass(5_000);
    expect(editor.state.underWay).toEqual([]);
    expect(jobs.cancels.length).toBeGreaterThan(0);
  });

  test('U05 a node that is deleted while its job runs asks first; nothing is cancelled, and the clip lands in the history', async () => {
    const home = await opened({ SH030: 'stays in queue' });
    const { editor, clock, jobs, id } = home;
    await clock.until(editor.run('live'));
    await agreeTo(home);
    const node = id('SH030');
    const jobKey = editor.state.states.get(node)?.job?.jobKey ?? '';
    const without = {
      ...editor.state.document,
      nodes: editor.state.document.nodes.filter((each) => each.id !== node),
      links: editor.state.document.links.filter(({ from, to }) => from.node !== node && to.node !== node),
    };
    editor.edit(without, 'Delete SH030');
    expect(editor.state.question?.title).toBe('Delete SH030?');
    expect(editor.state.document.nodes.some((each) => each.id === node)).toBe(true);
    editor.answer(true);
    expect(editor.state.document).toBe(without);
    jobs.fates = {};
    await clock.pass(60_000);
    expect(jobs.cancels).toEqual([]);
    const history = await clock.until(editor.jobs.history({ offset: 0, limit: 10 }));
    expect(history.jobs.find((job) => job.jobKey === jobKey)?.attempts.at(-1)?.status).toBe('succeeded');
  });

  test('U06 another graph opened in the middle: the run goes on behind it, and its clips are in the history', async () => {
    const home = await opened();
    const { editor, clock, jobs } = home;
    await clock.until(editor.run('live'));
    await clock.until(editor.agree({ inlineMedia: false }));
    await clock.pass(500);
    await clock.until(editor.openGraph(storyboard().replaceAll('Three', 'Other'), 'other.json'));
    expect(editor.state.run).toBeUndefined();
    await clock.pass(60_000);
    expect(jobs.created).toHaveLength(3);
    expect(jobs.cancels).toEqual([]);
    expect([...jobs.records.values()].every((job) => presentAttempt(job).status === 'succeeded')).toBe(true);
  });
});
