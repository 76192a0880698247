import { expect, test } from 'vitest';
import type { ModelOffer } from '../../src/cli/accept-models.ts';
import { agreeToBuy } from '../../src/cli/agree-to-buy.ts';
import type { RunArguments } from '../../src/cli/arguments.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { type KnownJob, nothingKnown } from '../../src/graph/known.ts';
import { planOf } from '../../src/graph/plan.ts';
import { quote } from '../../src/graph/quote.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { keysOf } from '../../src/runtime/run/run-keys.ts';
import type { Continued, SettingsChange } from '../../src/runtime/wire/messages.ts';
import { addShot, builder } from '../graph/build.ts';
import { fakeJobClient } from '../ui/fake-job-client.ts';

const service = 'https://model-api.runcomfy.net';
const given: RunArguments = {
  command: 'run',
  file: 'one.json',
  out: '.',
  sandbox: false,
  json: false,
  set: [],
  yes: false,
  inline: false,
  acceptModel: false,
};

/** One shot, as it stands at its service, and an owner whose submits are held back until somebody continues. */
function oneShot(job?: KnownJob, waiting: Continued['waiting'] = []) {
  const canvas = builder();
  addShot(canvas, 'Shot 1', 'A lantern is lit.');
  const evaluation = evaluate(canvas.document, nodeRegistry, service);
  const known = {
    ...nothingKnown,
    jobs: new Map(job ? keysOf(evaluation).jobs.map((key) => [key, job] as const) : []),
  };
  const continued: unknown[] = [];
  const saved: unknown[] = [];
  const said: string[] = [];
  const jobs = {
    ...fakeJobClient(),
    health: async () => ({
      version: '1',
      services: { sandbox: { service: 'sandbox' }, live: { service, token: 'valid', model: 'exists' } } as const,
    }),
    settings: async () => ({ acceptedModels: {}, inlineMedia: false }),
    saveSettings: async (change: SettingsChange) => {
      saved.push(change);
      return { acceptedModels: {}, inlineMedia: false };
    },
    catalogue: async () => undefined,
    costs: async () => ({ costs: [], accuracy: { quotes: 0, quotedUsd: 0, costUsd: 0 } }),
    continueService: async (...wish: unknown[]) => {
      continued.push(wish);
      return { waiting };
    },
  };
  const terminal: Terminal = {
    out: (line) => void said.push(line),
    err: (line) => void said.push(line),
    environment: {},
    home: '/',
    folder: '/',
    input: process.stdin,
    interrupted: new AbortController().signal,
    endNow: () => undefined,
  };
  const quoted = quote(planOf(evaluation, known, canvas.document), known);
  return {
    continued,
    saved,
    said,
    quoted,
    agree: (set: Partial<RunArguments>, offers: readonly ModelOffer[] = []) =>
      agreeToBuy(terminal, { ...given, ...set }, quoted, jobs, offers),
  };
}

const alive: KnownJob = {
  phase: 'alive',
  attempt: 1,
  unsent: false,
  outputs: [],
  status: 'in_progress',
  attempts: [{ status: 'in_progress' }],
};

test('H03 M14 a command that only joins what is on its way never lets go what waits for a person', async () => {
  const joining = oneShot(alive);
  expect(joining.quoted).toMatchObject({ joined: 1, generations: [] });
  await joining.agree({});
  expect(joining.continued).toEqual([]);
});

test('H03 M14 a command that buys within its limits is the Continue for what it buys, and one past them is none', async () => {
  const buying = oneShot();
  await buying.agree({ yes: true, maxJobs: 1, maxSeconds: 60 });
  const [generation] = buying.quoted.generations;
  const jobs = [{ jobKey: generation?.jobKey, attempt: 1 }];
  expect(buying.continued).toEqual([['live', { spendGuard: false, jobs }]]);
  expect(buying.said.join('\n')).not.toContain('wait');
  const over = oneShot();
  await expect(over.agree({ yes: true, maxJobs: 0, maxSeconds: 60 })).rejects.toMatchObject({ code: 5 });
  await expect(over.agree({})).rejects.toMatchObject({ code: 2 });
  expect(over.continued).toEqual([]);
});

test('M14 a command says which jobs wait on that it did not agree to, and how they are continued', async () => {
  const others = ['SH020', 'SH030'].map((title) => ({ jobKey: 'b'.repeat(64), attempt: 1, title }));
  const buying = oneShot(undefined, others);
  await buying.agree({ yes: true, maxJobs: 1, maxSeconds: 60 });
  expect(buying.said.at(-1)).toBe(
    '2 other generations wait on, since this command did not agree to them: SH020 and SH030. Press Continue in the editor, or repeat the command that asked for them.',
  );
});

test('M14 a newer model is remembered only after the yes, and what is bought is agreed to be sent as that', async () => {
  const model = 'bytedance/seedance-v2/pro';
  const offers = [{ model, offered: 'bytedance/seedance-2.0/pro' }];
  const past = oneShot();
  await expect(past.agree({ acceptModel: true, yes: true, maxJobs: 0, maxSeconds: 60 }, offers)).rejects.toMatchObject({
    code: 5,
  });
  await expect(past.agree({ acceptModel: true }, offers)).rejects.toMatchObject({ code: 2 });
  expect(past.saved).toEqual([]);
  const within = oneShot();
  const terms = await within.agree({ acceptModel: true, yes: true, maxJobs: 1, maxSeconds: 60 }, offers);
  expect(within.saved).toEqual([{ acceptedModels: { [model]: 'bytedance/seedance-2.0/pro' } }]);
  expect(terms.sent.get(model)).toBe('bytedance/seedance-2.0/pro');
  expect((await oneShot().agree({ yes: true, maxJobs: 1, maxSeconds: 60 })).sent.get(model)).toBe(model);
});
