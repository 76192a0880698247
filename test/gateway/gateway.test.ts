import { emptySpend } from '../runtime/run/empty-spend.ts';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/gateway/gateway.ts';
import { openFileBytes } from '../../src/gateway/host/file-bytes.ts';
import { createLog } from '../../src/gateway/host/log.ts';
import { StorageError, type JobOwner } from '../../src/runtime/jobs/ports.ts';
import { temporaryFolder } from './host/temporary-folder.ts';
import { ordered } from './orders.ts';

const origin = 'http://127.0.0.1:4173';
const session = 'a'.repeat(64);

/** A gateway over an owner whose every order fails in the same way, and its log. */
async function failing(error: Error): Promise<{ readonly gateway: Gateway; readonly log: string[] }> {
  const log: string[] = [];
  const empty = { seq: 0, jobs: [] };
  const settings = { acceptedModels: {}, inlineMedia: false };
  const fail = async (): Promise<never> => {
    throw error;
  };
  const owner: JobOwner = {
    setAside: 0,
    put: fail,
    known: () => empty,
    changes: () => empty,
    history: () => empty,
    cancel: fail,
    resolve: fail,
    setWatched: fail,
    lookAgain: fail,
    restore: fail,
    importJobs: fail,
    clips: () => [],
    clear: fail,
    continueService: fail,
    spend: () => emptySpend,
    costs: () => ({ costs: [], accuracy: { quotes: 0, quotedUsd: 0, costUsd: 0 } }),
    settings: () => settings,
    saveSettings: fail,
    stop: async () => undefined,
  };
  const gateway = createGateway({
    origin,
    session,
    liveService: 'https://model-api.runcomfy.net',
    owner,
    folder: await temporaryFolder(),
    showFile: async () => false,
    bytes: await openFileBytes(join(await temporaryFolder(), 'media')),
    app: { answer: async () => new Response('page') },
    health: fail,
    catalogue: fail,
    log: createLog(
      (line) => log.push(line),
      () => 0,
    ),
  });
  return { gateway, log };
}

function put(prompt: string): Request {
  const { jobKey, order } = ordered(prompt);
  return new Request(`${origin}/api/jobs/${jobKey}`, {
    method: 'PUT',
    headers: { host: '127.0.0.1:4173', 'content-type': 'application/json', 'x-shotgraph-session': session },
    body: JSON.stringify(order),
  });
}

describe('what the owner throws becomes an answer', () => {
  test.each([
    ['full', 'storage-full'],
    ['read_only', 'storage-read-only'],
    ['broken', 'storage-broken'],
  ] as const)('S14 a disk that is %s is 507', async (why, code) => {
    const { gateway } = await failing(new StorageError(why, 'There is no space left in /data (0 MB free of 10 MB).'));
    const answer = await gateway.fetch(put('one'));
    expect([answer.status, answer.headers.get('x-shotgraph')]).toEqual([507, 'refused']);
    expect(await answer.json()).toMatchObject({ code, reason: expect.stringContaining('/data') });
  });

  test('SEC11 SEC15 a failure that nobody foresaw says nothing of its inside, and no prompt is logged', async () => {
    const { gateway, log } = await failing(new TypeError('secret inside'));
    const answer = await gateway.fetch(put('secret-prompt'));
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(log.join('')).toContain('"event":"broke"');
    expect(log.join('')).not.toContain('secret-prompt');
    expect(log.join('')).not.toContain(session);
  });
});

test('SEC07 a route is not reached by another spelling of its path', async () => {
  const { gateway } = await failing(new Error('reached'));
  const spellings = [
    '/api/%73ettings',
    '/api//settings',
    '/api/settings/',
    '/API/settings',
    '/api/settings%00',
    '/api/settings;x',
  ];
  for (const path of spellings) {
    const headers = { host: '127.0.0.1:4173', 'x-shotgraph-session': session };
    const answer = await gateway.fetch(new Request(`${origin}${path}`, { headers }));
    const page = path.startsWith('/API') ? 200 : 404;
    expect(answer.status, path).toBe(page);
  }
});
