import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { JobList } from '../../runtime/wire/messages.ts';

/** The part of the history that is loaded, newest first. */
export interface HistoryPages {
  readonly search: string;
  readonly jobs: readonly JobRecord[];
  /** How many match in all. */
  readonly total: number;
}

/** How many jobs are asked for at once. */
export const historyPage = 30;
/** The most that one question may ask for, by the gateway's door. */
const mostAtOnce = 500;

type Ask = (page: { readonly search?: string; readonly offset: number; readonly limit: number }) => Promise<JobList>;

/** Reads the history from its beginning until at least `count` jobs are there, or all. */
export async function readHistory(ask: Ask, search: string, count: number): Promise<HistoryPages> {
  let pages: HistoryPages = { search, jobs: [], total: 0 };
  do {
    const before = pages.jobs.length;
    pages = withPage(pages, await ask(question(pages, Math.min(mostAtOnce, count - before))));
    if (pages.jobs.length === before) break;
  } while (pages.jobs.length < Math.min(count, pages.total));
  return pages;
}

/** Reads the page after what is loaded. */
export async function readMore(ask: Ask, pages: HistoryPages): Promise<HistoryPages> {
  return withPage(pages, await ask(question(pages, historyPage)));
}

function question({ search, jobs }: HistoryPages, limit: number): Parameters<Ask>[0] {
  return { offset: jobs.length, limit, ...(search.trim() === '' ? {} : { search: search.trim().slice(0, 200) }) };
}

/** A job that came in between moves the pages by one: nothing is shown twice. An empty page is the end, whatever was said. */
function withPage(pages: HistoryPages, list: JobList): HistoryPages {
  const held = new Set(pages.jobs.map(({ jobKey }) => jobKey));
  const jobs = [...pages.jobs, ...list.jobs.filter(({ jobKey }) => !held.has(jobKey))];
  return { ...pages, jobs, total: list.jobs.length === 0 ? jobs.length : Math.max(list.total ?? 0, jobs.length) };
}
