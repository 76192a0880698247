import { jobGroupOf, type JobGroup } from '../wire/job-group.ts';
import type { HistoryPage } from '../wire/messages.ts';
import { attemptOf, type Job } from './job.ts';

/** The jobs of a ledger in the order of their last claim, and the texts they are found by; made once a change, not once a question. */
export interface HistoryIndex {
  /** A job was added or changed; `seq` is the number of that change. */
  touch(job: Job, seq: number): void;
  /** The keys of one page, how many jobs are meant in all, and of which graphs any job is, the latest first. */
  page(asked: HistoryPage): {
    readonly jobKeys: readonly string[];
    readonly total: number;
    readonly graphs: readonly string[];
  };
}

/** A person picks from these; the search finds the rest. */
const mostGraphs = 500;

/** A claim of a job: when it was, and the number of the change. */
interface Claim {
  readonly at: number;
  readonly seq: number;
}

interface Entry {
  readonly jobKey: string;
  /** The n-th job that was ever claimed. */
  readonly place: number;
  readonly text: string;
  readonly group: JobGroup;
  readonly service: 'sandbox' | 'live';
  readonly graph: string;
  /** One for each attempt. */
  readonly claims: readonly Claim[];
}

/** An index over the jobs that an owner begins with: their claims are older than any question that is still to come. */
export function createHistoryIndex(jobs: Iterable<Job>): HistoryIndex {
  const entries = new Map<string, Entry>();
  let ordered: readonly Entry[] = [];
  let graphs: readonly string[] = [];
  let inOrder = false;

  function touch(job: Job, seq: number): void {
    const before = entries.get(job.jobKey);
    const after = entryOf(job, before, before?.place ?? entries.size, seq);
    entries.set(job.jobKey, after);
    inOrder = false;
  }

  function newestFirst(): readonly Entry[] {
    if (inOrder) return ordered;
    ordered = sorted([...entries.values()], lastClaim);
    graphs = [...new Set(ordered.flatMap(({ graph }) => (graph === '' ? [] : graph)))].slice(0, mostGraphs);
    inOrder = true;
    return ordered;
  }

  for (const job of jobs) touch(job, 0);
  return {
    touch,
    page(asked) {
      const found = asOf(newestFirst(), asked.asOf).filter(filterOf(asked));
      const page = found.slice(asked.offset, asked.offset + asked.limit);
      return { jobKeys: page.map(({ jobKey }) => jobKey), total: found.length, graphs };
    },
  };
}

function entryOf(job: Job, before: Entry | undefined, place: number, seq: number): Entry {
  return {
    jobKey: job.jobKey,
    place,
    text: searchText(job),
    group: jobGroupOf(attemptOf(job), job.waiting),
    service: job.service === 'sandbox' ? 'sandbox' : 'live',
    graph: job.origin.graph,
    claims: job.attempts.map(({ claimedAt }, n) => before?.claims[n] ?? { at: claimedAt, seq }),
  };
}

/** What a search looks through, in lower case. No search holds the sign between the parts. */
function searchText({ request, origin, attempts }: Job): string {
  const prompt = typeof request.prompt === 'string' ? request.prompt : '';
  const requestIds = attempts.flatMap((attempt) => [
    ...('requestId' in attempt ? [attempt.requestId ?? ''] : []),
    ...('acceptedAs' in attempt ? [attempt.acceptedAs ?? ''] : []),
  ]);
  return [prompt, origin.title, origin.graph, ...requestIds].join('\0').toLowerCase();
}

function filterOf({ search = '', service, group, graph }: HistoryPage): (entry: Entry) => boolean {
  const wanted = search.replaceAll('\0', ' ').trim().toLowerCase();
  return (entry) =>
    (service === undefined || entry.service === service) &&
    (group === undefined || entry.group === group) &&
    (graph === undefined || entry.graph === graph) &&
    (entry.text.includes(wanted) || entry.jobKey.startsWith(wanted));
}

/** The order as it was at a change: later claims neither add a job nor move one. */
function asOf(entries: readonly Entry[], seq: number | undefined): readonly Entry[] {
  if (seq === undefined || entries.every((entry) => lastClaim(entry).seq <= seq)) return entries;
  const claimThen = ({ claims }: Entry): Claim | undefined => claims.findLast((claim) => claim.seq <= seq);
  return sorted(
    entries.filter((entry) => claimThen(entry) !== undefined),
    (entry) => claimThen(entry) ?? lastClaim(entry),
  );
}

function sorted(entries: readonly Entry[], claimOf: (entry: Entry) => Claim): readonly Entry[] {
  return [...entries].sort((left, right) => claimOf(right).at - claimOf(left).at || right.place - left.place);
}

function lastClaim({ claims }: Entry): Claim {
  const last = claims.at(-1);
  if (last === undefined) throw new Error('a job has at least one attempt');
  return last;
}
