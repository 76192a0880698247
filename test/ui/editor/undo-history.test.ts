import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  amend,
  historyLabels,
  historyLimit,
  record,
  redo,
  seal,
  startHistory,
  undo,
  type UndoHistory,
} from '../../../src/ui/editor/undo-history.ts';

interface Value {
  readonly text: string;
}
const value = (text: string): Value => ({ text });

test('undo restores the very value that stood before, and redo the one after', () => {
  const [a, b, c] = [value('a'), value('b'), value('c')];
  const three = record(record(startHistory(a), b, 'to b'), c, 'to c');
  expect(undo(three).present).toBe(b);
  expect(undo(undo(three)).present).toBe(a);
  expect(redo(undo(three)).present).toBe(c);
  expect(historyLabels(undo(three))).toEqual({ undo: 'to b', redo: 'to c' });
});

test('edits of the same merge in a row are one step under the last label', () => {
  const start = startHistory(value(''));
  const typed = record(record(start, value('h'), 'Type h', 'type'), value('hi'), 'Type hi', 'type');
  expect(typed.past).toHaveLength(1);
  expect(historyLabels(typed).undo).toBe('Type hi');
  expect(undo(typed).present).toBe(start.present);
});

test('another edit, a seal or an undo ends merging', () => {
  const typed = record(startHistory(value('')), value('h'), 'Type', 'type');
  expect(record(record(typed, value('x'), 'Other'), value('y'), 'Type', 'type').past).toHaveLength(3);
  expect(record(seal(typed), value('hi'), 'Type', 'type').past).toHaveLength(2);
  const back = undo(record(typed, value('x'), 'Other'));
  expect(record(back, value('z'), 'Type', 'type').past).toHaveLength(2);
});

test('the same value is no step, and an amendment is none either', () => {
  const history = record(startHistory(value('a')), value('b'), 'to b');
  expect(record(history, history.present, 'nothing')).toBe(history);
  const amended = amend(history, value('b2'));
  expect(amended.past).toBe(history.past);
  expect(redo(undo(amended)).present.text).toBe('b2');
});

test('only the last steps are kept', () => {
  let history: UndoHistory<Value> = startHistory(value('0'));
  for (let n = 1; n <= historyLimit + 10; n++) history = record(history, value(String(n)), 'count');
  expect(history.past).toHaveLength(historyLimit);
});

const action = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), merge: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }) }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'seal' as const) }),
);

test('whatever was done, undoing all and redoing all comes back to the same value', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const first = value('first');
      let history: UndoHistory<Value> = startHistory(first);
      actions.forEach((step, index) => {
        if (step.kind === 'edit') history = record(history, value(String(index)), `edit ${index}`, step.merge);
        else history = { undo, redo, seal }[step.kind](history);
      });
      const { present } = history;
      const depth = history.past.length;
      let back = history;
      for (let n = 0; n < depth; n++) back = undo(back);
      expect(back.present).toBe(first);
      for (let n = 0; n < depth; n++) back = redo(back);
      expect(back.present).toBe(present);
      expect(historyLabels(back)).toEqual(historyLabels(history));
    }),
  );
});

test('an edit after undo forgets what could have been done again', () => {
  const history = record(undo(record(startHistory(value('a')), value('b'), 'to b')), value('c'), 'to c');
  expect(redo(history)).toBe(history);
  expect(historyLabels(history)).toEqual({ undo: 'to c' });
});
