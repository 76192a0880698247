import { afterEach, expect, test } from 'vitest';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { leavingRunWords } from '../../../src/ui/shell/warn-of-leaving.ts';
import { addShot, builder } from '../../graph/build.ts';
import { editorHouse } from '../editor/editor-house.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function threeShots(): string {
  const b = builder();
  for (const title of ['A', 'B', 'C']) addShot(b, title, `${title}.`);
  return writeGraphFile({ ...b.document, title: 'Three' }, nodeRegistry);
}

async function under(service: 'sandbox' | 'live') {
  const home = editorHouse('valid');
  home.jobs.fates = { A: 'stays in queue', B: 'stays claimed', C: 'stays claimed' };
  const { editor, close } = await home.open(threeShots());
  closing.push(close);
  await home.clock.until(editor.run(service));
  if (service === 'live') await home.clock.until(editor.agree({ inlineMedia: false }));
  await home.clock.pass(5_000);
  return { editor, ...home };
}

test('U10 leaving in the middle of a paid run says what is safe and what waits', async () => {
  const { editor, clock } = await under('live');
  expect(leavingRunWords(editor)).toBe('1 at RunComfy, safe; 2 not sent, waiting for you');
  await clock.until(editor.cancelRun());
  expect(leavingRunWords(editor)).toBeUndefined();
});

test('U10 leaving a rehearsal asks nothing: it is free, and goes on when the page is back', async () => {
  const { editor } = await under('sandbox');
  expect(editor.state.run?.state.kind).toBe('running');
  expect(leavingRunWords(editor)).toBeUndefined();
});
