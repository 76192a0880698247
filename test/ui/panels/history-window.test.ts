import { describe, expect, test } from 'vitest';
import {
  emptyWindow,
  jobAt,
  pageSize,
  pagesOf,
  placesInView,
  questionFor,
  rowHeight,
  withPage,
} from '../../../src/ui/panels/history-window.ts';
import { graphChoices } from '../../../src/ui/panels/history-filters.ts';
import { sampleAttempt, sampleJob } from '../fake-job-client.ts';

describe('the window on a history', () => {
  test('draws what is seen and a little more, within what there is', () => {
    expect(placesInView(0, 800, 0)).toEqual({ first: 0, end: 0 });
    expect(placesInView(0, 800, 3)).toEqual({ first: 0, end: 3 });
    const { first, end } = placesInView(5_000 * rowHeight, 800, 10_000);
    expect([first, end]).toEqual([4_994, 5_000 + Math.ceil(800 / rowHeight) + 6]);
    // A list that became shorter than where it was scrolled to still has its last row.
    expect(placesInView(5_000 * rowHeight, 800, 10)).toEqual({ first: 9, end: 10 });
  });

  test('needs the pages that hold the places, and at first page 0', () => {
    expect(pagesOf({ first: 0, end: 0 })).toEqual([0]);
    expect(pagesOf({ first: 0, end: pageSize })).toEqual([0]);
    expect(pagesOf({ first: pageSize - 1, end: pageSize + 1 })).toEqual([0, 1]);
  });

  test('asks for later pages as of the first answer, so that new jobs move none', () => {
    const empty = emptyWindow({ search: '  boat ', service: 'live', graph: 'Film' });
    const asked = { offset: 0, limit: pageSize, search: 'boat', service: 'live', graph: 'Film' };
    expect(questionFor(empty, 0)).toEqual(asked);
    const jobs = Array.from({ length: pageSize }, (_, n) => sampleJob(n, sampleAttempt('succeeded')));
    const loaded = withPage(empty, 0, { seq: 7, jobs, total: 120 });
    expect(questionFor(loaded, 2)).toMatchObject({ offset: 2 * pageSize, asOf: 7 });
    expect(jobAt(loaded, 3)).toBe(jobs[3]);
    expect(jobAt(loaded, pageSize)).toBeUndefined();
    expect(withPage(loaded, 1, { seq: 9, jobs: [], total: 120 }).asOf).toBe(7);
  });
});

test('the graphs to choose from: the open one first, a chosen one always, no name twice', () => {
  expect(graphChoices(['Other', 'Film'], 'Film', undefined)).toEqual([
    ['', 'Of any graph'],
    ['Film', 'This graph: Film'],
    ['Other', 'Other'],
  ]);
  expect(graphChoices([], '', 'Gone')).toEqual([
    ['', 'Of any graph'],
    ['Gone', 'Gone'],
  ]);
});
