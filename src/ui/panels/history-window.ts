import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { HistoryPage, JobList } from '../../runtime/wire/messages.ts';

/** CSS pixels of a row; all are equal, so that ten thousand of them need no measuring. */
export const rowHeight = 92;
/** Jobs that are asked for at once. */
export const pageSize = 50;
/** Rows that are drawn beyond what is seen, above and below. */
const margin = 6;

/** What a person looks for in the history. */
export type HistoryWish = Pick<HistoryPage, 'search' | 'service' | 'group' | 'graph'>;

/** The parts of a history that are loaded: pages by number, all true for one moment, whatever is claimed since. */
export interface HistoryWindow {
  readonly wish: HistoryWish;
  /** How many jobs are meant in all; undefined before the first answer. */
  readonly total: number | undefined;
  /** `seq` of the first answer. */
  readonly asOf: number | undefined;
  readonly pages: ReadonlyMap<number, readonly JobRecord[]>;
  /** Of which graphs there are jobs, the latest first. */
  readonly graphs: readonly string[];
}

/** A window of which nothing is loaded. */
export function emptyWindow(wish: HistoryWish): HistoryWindow {
  return { wish, total: undefined, asOf: undefined, pages: new Map(), graphs: [] };
}

/** The places, from 0, that are drawn: `first` up to but without `end`. */
export function placesInView(
  scrolled: number,
  height: number,
  total: number,
): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - margin);
  const end = Math.min(total, Math.ceil((scrolled + height) / rowHeight) + margin);
  return { first: Math.min(first, Math.max(0, end - 1)), end };
}

/** The pages that hold places; the first one also while nothing is known. */
export function pagesOf({ first, end }: { readonly first: number; readonly end: number }): readonly number[] {
  const [from, to] = [Math.floor(first / pageSize), Math.floor(Math.max(first, end - 1) / pageSize)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The question for a page. */
export function questionFor({ wish, asOf }: HistoryWindow, page: number): HistoryPage {
  const search = wish.search?.trim().slice(0, 200) ?? '';
  return {
    offset: page * pageSize,
    limit: pageSize,
    ...(search === '' ? {} : { search }),
    ...(wish.service === undefined ? {} : { service: wish.service }),
    ...(wish.group === undefined ? {} : { group: wish.group }),
    ...(wish.graph === undefined ? {} : { graph: wish.graph }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

/** The window with the answer for a page. */
export function withPage(window: HistoryWindow, page: number, { seq, jobs, total, graphs }: JobList): HistoryWindow {
  const pages = new Map(window.pages).set(page, jobs);
  return {
    ...window,
    pages,
    asOf: window.asOf ?? seq,
    total: total ?? page * pageSize + jobs.length,
    graphs: graphs ?? window.graphs,
  };
}

/** The job at a place, where it is loaded. */
export function jobAt({ pages }: HistoryWindow, place: number): JobRecord | undefined {
  return pages.get(Math.floor(place / pageSize))?.[place % pageSize];
}
