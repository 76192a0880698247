import { endingOdds } from './ending-odds.ts';

/** What a plan is measured by: a poller that asks every 2 s, and so notices an end 1 s later on average. */
const fixedMs = 2_000;
/** The mean wait is never more than so much of that poller's, nor than this part of what a request takes. */
const mostWait = 0.98;
const mostWaitPart = 0.15;
/** How much more a look that is saved counts than a wait that is saved, each against that poller's. */
const lookWeight = 3.8;
/** Least milliseconds between two looks at what is in work, and the most, which also bounds how late a failure is seen. */
const shortestLookMs = 500;
const longestLookMs = 30_000;
/** The longest-lasting part is not planned for: there the longest interval is near. */
const rest = 0.05;
/** Ages at which the first look may find a request, as parts of the shortest that was measured. */
const firstParts = [0, 0.1, 0.2];
const points = 150;
/** Steps that are tried, from one that gives a single look to one that gives the shortest intervals. */
const mostStep = 1_000;
const leastStep = 0.01;
const stepFactor = 0.85;

/** When to look at a request, by its age, from what requests like it took. */
export interface PollPlan {
  /** Milliseconds from an age until the next look. */
  next(age: number): number;
}

const plans = new WeakMap<readonly number[], PollPlan>();

/**
 * Spends looks where they save the most waiting. With S(t) the odds that a request is still going and f(t) those that it just
 * ends, looks at intervals x cost ∫S/x and the mean wait is ∫f·x/2: for a given wait they are fewest when x is proportional to
 * √(S/f). The factor is found by going through the planned looks themselves. `measured` holds at least one duration.
 */
export function pollPlan(measured: readonly number[]): PollPlan {
  const known = plans.get(measured);
  if (known !== undefined) return known;
  const table = tableOf(measured);
  const shortest = Math.min(...measured);
  const begins = firstParts.map((part) => part * shortest);
  const looks = cheapest(table, Math.min((fixedMs / 2) * mostWait, shortest * mostWaitPart), begins);
  const plan: PollPlan = { next: (age) => intervalAt(table.ages, looks, age) };
  plans.set(measured, plan);
  return plan;
}

interface Table {
  /** How long half of them take at most. */
  readonly middle: number;
  readonly ages: readonly number[];
  /** ∫√(f/S) up to each age: looks are due at equal steps of it. */
  readonly due: readonly number[];
  readonly over: readonly number[];
  /** ∫ of `over`, which gives the mean wait between two looks. */
  readonly overSum: readonly number[];
}

function tableOf(measured: readonly number[]): Table {
  const odds = endingOdds(measured);
  const first = Math.max(1, Math.min(...measured) / 20);
  const growth = ((Math.max(...measured) * 6) / first) ** (1 / (points - 1));
  const middle = [...measured].sort((left, right) => left - right)[measured.length >> 1] ?? 0;
  const table = { middle, ages: [0], due: [0], over: [0], overSum: [0] };
  let before = { age: 0, rate: 0, over: 0, due: 0, overSum: 0 };
  for (let point = 0, age = first; point < points; point += 1, age *= growth) {
    const { going, ending } = odds(age);
    const rate = Math.sqrt(ending / Math.max(going, 1e-9));
    const width = age - before.age;
    const due = before.due + ((before.rate + rate) / 2) * width;
    const overSum = before.overSum + ((before.over + 1 - going) / 2) * width;
    before = { age, rate, over: 1 - going, due, overSum };
    table.ages.push(age);
    table.due.push(due);
    table.over.push(1 - going);
    table.overSum.push(overSum);
  }
  return table;
}

/** How many looks are due up to each age, by a step of what is due; and one in every longest interval besides. */
function looksDue({ ages, due }: Table, step: number): readonly number[] {
  return ages.map((age, index) => (due[index] ?? 0) / step + age / longestLookMs);
}

/**
 * The looks that are worth most. Where they are few the wait does not simply grow with the step, so steps are gone through
 * from the largest one down, until more looks can gain nothing any more.
 */
function cheapest(table: Table, mostWaitMs: number, begins: readonly number[]): readonly number[] {
  const fixedLooks = table.middle / fixedMs;
  let best = { step: leastStep, price: Number.POSITIVE_INFINITY };
  for (let step = mostStep; step > leastStep; step *= stepFactor) {
    const cost = costOf(table, looksDue(table, step), begins);
    const forLooks = (lookWeight * cost.looks) / fixedLooks;
    const price = forLooks + cost.wait / (fixedMs / 2);
    if (cost.wait <= mostWaitMs && price < best.price) best = { step, price };
    if (forLooks > best.price) break;
  }
  return looksDue(table, best.step);
}

/**
 * What a plan costs: the mean number of looks, and the mean wait between the end of a request and the look that finds it. How
 * old a request is at the first look is chance.
 */
function costOf(
  table: Table,
  due: readonly number[],
  begins: readonly number[],
): { readonly looks: number; readonly wait: number } {
  const { ages, over, overSum } = table;
  const last = ages.at(-1) ?? 0;
  let [looks, wait] = [0, 0];
  for (const begin of begins) {
    for (let age = begin, was = 0; was < 1 - rest && age < last;) {
      const every = intervalAt(ages, due, age);
      const { count, rise } = age === begin ? single : evenLooks(table, age, was, every);
      const next = Math.min(last, age + count * every);
      const wasSum = count * was + (rise * count * (count - 1)) / 2;
      looks += count - wasSum;
      wait += between(ages, overSum, next) - between(ages, overSum, age) - (wasSum / count) * (next - age);
      age = next;
      was = between(ages, over, age);
    }
  }
  return { looks: looks / begins.length, wait: wait / begins.length };
}

const single = { count: 1, rise: 0 };

/**
 * Between two points of the table looks are equally far apart and the odds rise evenly from one to the next, so that all of
 * them are counted in one: durations that lie hours apart would be gone through for seconds.
 */
function evenLooks(
  { ages, over }: Table,
  age: number,
  was: number,
  every: number,
): { readonly count: number; readonly rise: number } {
  const below = indexBelow(ages, age);
  const [from = 0, to = 0] = [ages[below], ages[below + 1]];
  const fitting = Math.floor((to - age) / every);
  if (fitting < 2) return single;
  const rise = (((over[below + 1] ?? 0) - (over[below] ?? 0)) / (to - from)) * every;
  const untilOver = rise > 0 ? Math.ceil((1 - rest - was) / rise) : fitting;
  return { count: Math.max(1, Math.min(fitting, untilOver)), rise };
}

/** Milliseconds from an age until one more look is due. */
function intervalAt(ages: readonly number[], due: readonly number[], age: number): number {
  const wanted = between(ages, due, age) + 1;
  // Past everything that was planned for: whoever is still going ends some time.
  if (wanted > (due.at(-1) ?? 0)) return longestLookMs;
  return Math.max(shortestLookMs, between(due, ages, wanted) - age);
}

/** The value at `x` on a line through points that rise in `xs`, held level outside of them. */
function between(xs: readonly number[], ys: readonly number[], x: number): number {
  const low = indexBelow(xs, x);
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[low], xs[low + 1], ys[low], ys[low + 1]];
  const part = x1 > x0 ? (x - x0) / (x1 - x0) : 1;
  return y0 + (y1 - y0) * Math.min(1, Math.max(0, part));
}

/** The index of the last of the rising `xs` that is not above `x`; of all but the last one. */
function indexBelow(xs: readonly number[], x: number): number {
  let low = 0;
  let high = xs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  return low;
}
