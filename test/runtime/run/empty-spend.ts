import { nothingSpent, nothingUnderWay } from '../../../src/runtime/wire/spend-of.ts';
import type { SpendReport } from '../../../src/runtime/wire/spend.ts';

/** The report of an owner that never bought anything. */
export const emptySpend: SpendReport = {
  today: '2026-05-14',
  days: [],
  all: nothingSpent,
  graph: nothingSpent,
  shots: {},
  running: nothingUnderWay,
  ahead: nothingUnderWay,
  guard: [],
  accuracy: { quotes: 0, quotedUsd: 0, costUsd: 0 },
};
