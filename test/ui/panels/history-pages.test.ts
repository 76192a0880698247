import { describe, expect, it } from 'vitest';
import { historyPage, readHistory, readMore } from '../../../src/ui/panels/history-pages.ts';
import { whenWords } from '../../../src/ui/panels/history-row.ts';
import { fakeJobClient, sampleAttempt, sampleJob } from '../fake-job-client.ts';

const jobs = (count: number) => Array.from({ length: count }, (_, n) => sampleJob(n, sampleAttempt('succeeded')));

describe('pages of the history', () => {
  it('reads one page, then the next, without a job twice or left out', async () => {
    const client = fakeJobClient(jobs(70));
    const first = await readHistory(client.history, '', historyPage);
    expect(first.jobs.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, n) => 69 - n));
    expect(first.total).toBe(70);
    const rest = await readMore(client.history, await readMore(client.history, first));
    expect(rest.jobs.map(({ seq }) => seq)).toEqual(Array.from({ length: 70 }, (_, n) => 69 - n));
  });

  it('shows nothing twice when a job came in between two pages', async () => {
    const client = fakeJobClient(jobs(40));
    const first = await readHistory(client.history, '', historyPage);
    client.records.push(sampleJob(999, sampleAttempt('claimed')));
    const more = await readMore(client.history, first);
    expect(new Set(more.jobs.map(({ jobKey }) => jobKey)).size).toBe(more.jobs.length);
    expect(more.total).toBe(41);
  });

  it('reads as much again as was loaded, within what one question may ask for', async () => {
    const client = fakeJobClient(jobs(1200));
    const all = await readHistory(client.history, '', 1100);
    expect(all.jobs).toHaveLength(1100);
    expect(Math.max(...client.asked.map(({ limit }) => limit))).toBeLessThanOrEqual(500);
  });

  it('ends when the gateway has fewer than it said', async () => {
    const pages = await readHistory(async () => ({ seq: 0, jobs: [], total: 9 }), '', 30);
    expect(pages).toEqual({ search: '', jobs: [], total: 0 });
  });

  it('asks for a search without the spaces around it, and for none as none', async () => {
    const client = fakeJobClient([]);
    await readHistory(client.history, '  lantern ', 30);
    await readHistory(client.history, '  ', 30);
    expect(client.asked.map(({ search }) => search)).toEqual(['lantern', undefined]);
  });
});

it('says the time of a recent job, and the day of an old one', () => {
  const now = new Date(2026, 4, 2, 15, 0).getTime();
  expect(whenWords(new Date(2026, 4, 2, 14, 5).getTime(), now)).toBe('14:05');
  expect(whenWords(new Date(2026, 4, 1, 14, 5).getTime(), now)).toMatch(/1 May.*14:05/);
});
