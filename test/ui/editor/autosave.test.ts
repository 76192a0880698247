import { expect, test } from 'vitest';
import { createAutosave } from '../../../src/ui/editor/autosave.ts';
import { virtualClock } from '../../runtime/run/virtual-clock.ts';

function saving() {
  const clock = virtualClock();
  const saves: number[] = [];
  const troubles: unknown[] = [];
  let fail = false;
  const autosave = createAutosave({
    clock,
    quietMs: 600,
    longestMs: 5_000,
    async save() {
      if (fail) throw new Error('disk full');
      saves.push(clock.now());
    },
    onTrouble: (error) => troubles.push(error),
  });
  return { clock, saves, troubles, autosave, breakDisk: (broken: boolean) => void (fail = broken) };
}

test('typing is saved once, when it rests', async () => {
  const { clock, saves, autosave } = saving();
  for (let n = 0; n < 5; n++) {
    autosave.touch();
    await clock.pass(100);
  }
  expect(saves).toEqual([]);
  await clock.pass(600);
  expect(saves).toHaveLength(1);
  await clock.pass(60_000);
  expect(saves).toHaveLength(1);
});

test('changes that never rest are saved all the same, every few seconds', async () => {
  const { clock, saves, autosave } = saving();
  for (let n = 0; n < 100; n++) {
    autosave.touch();
    await clock.pass(200);
  }
  expect(saves.length).toBeGreaterThanOrEqual(3);
  expect(saves.length).toBeLessThanOrEqual(5);
});

test('a page that ends saves at once, and only what is not saved yet', async () => {
  const { saves, autosave } = saving();
  await autosave.flush();
  expect(saves).toEqual([]);
  autosave.touch();
  expect(autosave.waiting).toBe(true);
  await autosave.flush();
  expect(saves).toHaveLength(1);
  expect(autosave.waiting).toBe(false);
});

test('a save that fails is told, and the next change tries again', async () => {
  const { clock, saves, troubles, autosave, breakDisk } = saving();
  breakDisk(true);
  autosave.touch();
  await clock.pass(700);
  expect(troubles).toHaveLength(1);
  breakDisk(false);
  autosave.touch();
  await clock.pass(700);
  expect(saves).toHaveLength(1);
});

test('nothing is saved after it is stopped', async () => {
  const { clock, saves, autosave } = saving();
  autosave.touch();
  autosave.stop();
  await clock.pass(60_000);
  expect(saves).toEqual([]);
});
