import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import type { JobClient } from '../../src/runtime/wire/job-client.ts';
import { addShot, builder } from '../graph/build.ts';
import { temporaryFolder } from './command.ts';
import { clientOf, lastRun, openIn, serve, type Served } from './editor-page.ts';
import { written } from './graph-files.ts';
import { startBrowser } from './killable-browser.ts';
import { agreeToRun, openFile } from './live-editor.ts';
import { decide, promptIn, watchedService, type WatchedService } from './watched-service.ts';

/** The moments of a run are drawn from here; another seed looks at others. */
const seed = Number(process.env.SHOTGRAPH_KILL_SEED ?? 1);
const victims = ['browser', 'gateway', 'both'] as const;

/** Three shots, two of them at once and one that takes the first as reference. */
function shots(title: string) {
  const b = builder();
  const prompts = [`${title} leaves.`, `${title} sails.`, `Extend @First: ${title} lands.`];
  const first = addShot(b, 'First', prompts[0] ?? '');
  addShot(b, 'Second', prompts[1] ?? '');
  const third = addShot(b, 'Third', prompts[2] ?? '');
  b.link(first.clip, 'video', third.generate, 'videos_1');
  return { file: written(`${title}.json`, writeGraphFile({ ...b.document, title }, nodeRegistry)), title };
}

test('B02 B03 M5 browser and gateway are killed at random moments after a submit: each shot is paid once, and its bytes arrive', async () => {
  const service = await watchedService({ speed: 8 });
  const profile = temporaryFolder();
  let served = await serve(service.environment);
  const { port } = new URL(served.address);
  const restart = async (): Promise<void> => {
    served = await serve({ ...service.environment, PORT: port }, served.data);
  };
  let browser = await startBrowser(profile);
  let { page } = await openIn(browser.context, served.address);
  const client = await clientOf(served);

  for (const [round, victim] of victims.entries()) {
    const { file, title } = shots(`Boat ${round}`);
    const moment = Math.round(draw(round) ** 2 * 1_200);
    const submitted = new Promise<void>((arrived) => {
      service.onSubmit((prompt) => {
        if (prompt.includes(title)) arrived();
      });
    });
    await openFile(page, file, title);
    await agreeToRun(page);
    await submitted;
    // The fault itself: a kill comes at a moment of the wall clock.
    await wait(moment);
    await Promise.all([
      ...(victim === 'browser' ? [] : [kill(served)]),
      ...(victim === 'gateway' ? [] : [browser.kill()]),
    ]);
    if (victim !== 'browser') await restart();
    if (victim !== 'gateway') {
      browser = await startBrowser(profile);
      ({ page } = await openIn(browser.context, served.address));
    }
    await expect
      .poll(() => bringOn(page, client, service, title), {
        timeout: 60_000,
        message: `${victim} after ${moment} ms, seed ${seed}`,
      })
      .toBe(3);
    await expectPaidOnce(client, service, title);
  }
  expect(service.charges()).toBe(3 * victims.length);
}, 240_000);

/** A number from 0 to 1 for a round, the same for the same seed. */
function draw(round: number): number {
  return createHash('sha256').update(`${seed} ${round}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** Ends a gateway as a power cut does. */
async function kill({ process }: Served): Promise<void> {
  process.child.kill('SIGKILL');
  await process.ended;
}

/** What a person does who comes back: decides, and presses Run where nothing goes on. Answers how many shots are made. */
async function bringOn(page: Page, client: JobClient, service: WatchedService, title: string): Promise<number> {
  await decide(client, service);
  const run = await lastRun(page);
  const made = (await jobsOf(client, title)).filter((job) => presentAttempt(job).status === 'succeeded').length;
  if (made < 3 && (run === undefined || run.kind === 'ended')) await agreeToRun(page);
  return made;
}

async function jobsOf(client: JobClient, title: string) {
  const { jobs } = await client.history({ offset: 0, limit: 500 });
  return jobs.filter((job) => promptIn(job.request).includes(title));
}

/** One charge a shot, and the stored bytes are those that the service made for it. */
async function expectPaidOnce(client: JobClient, service: WatchedService, title: string): Promise<void> {
  for (const job of await jobsOf(client, title)) {
    const attempt = presentAttempt(job);
    const requestId = 'requestId' in attempt ? (attempt.requestId ?? '') : '';
    expect(service.charged(promptIn(job.request))).toEqual([requestId]);
    const stored = await client.output(job.jobKey, 'video', 0);
    const made = await fetch(`${service.origin}/outputs/${requestId}/0.mp4`);
    expect(Buffer.from(await stored.arrayBuffer()).equals(Buffer.from(await made.arrayBuffer()))).toBe(true);
  }
}
