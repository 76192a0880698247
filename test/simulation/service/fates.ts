import type { Chance } from '../chance.ts';

/** How a request goes on after it was accepted: rows J01–J16. */
export interface Fate {
  readonly row: string;
  readonly weight: number;
  /** What the service ends it with. */
  readonly ending: 'made' | 'failed' | 'failed by status' | 'cancelled' | 'empty';
  /** Stays so until the calm. */
  readonly stuck?: 'in_queue' | 'in_progress' | 'archived';
  /** Goes back into the queue once. */
  readonly regresses?: true;
  /** The result lags behind the status by so many milliseconds. */
  readonly lagMs?: number;
  readonly outputs?: 'one' | 'several' | 'one refused' | 'all refused';
  readonly files?: FileTrouble;
}

/** What is wrong with the files of a result. `once`: only under the first address. */
export type FileTrouble =
  | 'none'
  | 'gone once'
  | 'gone'
  | 'html'
  | 'empty a while'
  | 'empty'
  | 'cut a while'
  | 'broken a while';

export const fates: readonly Fate[] = [
  { row: '', weight: 14, ending: 'made' },
  { row: 'J01', weight: 2, ending: 'made', stuck: 'in_queue' },
  { row: 'J01', weight: 1, ending: 'made', stuck: 'in_progress' },
  { row: 'J02', weight: 3, ending: 'made', regresses: true },
  { row: 'J03', weight: 2, ending: 'empty' },
  { row: 'J04', weight: 3, ending: 'made', lagMs: 50_000 },
  { row: 'J04', weight: 1, ending: 'made', lagMs: 90_000 },
  { row: 'J05', weight: 2, ending: 'failed' },
  { row: 'J05', weight: 2, ending: 'failed by status' },
  { row: 'J06', weight: 2, ending: 'made', stuck: 'archived' },
  { row: 'J07', weight: 2, ending: 'cancelled' },
  { row: 'J10', weight: 3, ending: 'made', files: 'gone once' },
  { row: 'J10', weight: 2, ending: 'made', files: 'gone' },
  { row: 'J11', weight: 1, ending: 'made', files: 'html' },
  { row: 'J12', weight: 2, ending: 'made', files: 'empty a while' },
  { row: 'J12', weight: 1, ending: 'made', files: 'empty' },
  { row: 'J13', weight: 8, ending: 'made', files: 'cut a while' },
  { row: 'S02', weight: 2, ending: 'made', files: 'broken a while' },
  { row: 'J15', weight: 5, ending: 'made', outputs: 'several' },
  { row: 'J16', weight: 1, ending: 'made', outputs: 'one refused' },
  { row: 'J16', weight: 1, ending: 'made', outputs: 'all refused' },
];

/** A request that goes as the documents promise. */
export const plainFate: Fate = { row: '', weight: 1, ending: 'made' };

/** Milliseconds in the queue and at work. */
export function paceOf(chance: Chance): { readonly queueMs: number; readonly workMs: number } {
  if (chance.happens(0.05)) return { queueMs: chance.int(60_000, 240_000), workMs: chance.int(60_000, 400_000) };
  return { queueMs: chance.int(0, 12_000), workMs: chance.int(500, 30_000) };
}
