import { expect, test } from 'vitest';
import { ConnectionDropped, type SandboxCall } from '../../src/sandbox/faults.ts';
import type { SandboxLogEntry } from '../../src/sandbox/sandbox.ts';
import { model, start, testbed } from './testbed.ts';

const path = `/v1/models/${model}`;

test('faults see every call with what it asks for, counted by operation', async () => {
  const calls: SandboxCall[] = [];
  const bed = testbed({ faults: (call) => void calls.push(call) });
  const id = await bed.submit({ prompt: 'a' });
  await bed.ask(id, 'status');
  await bed.ask(id, 'status');
  await bed.get('/v1/nothing');
  // How often equal inputs were sent is worked out when it is asked for: here after the submit.
  const shot = { prompt: 'a', model, sound: true, ordinal: 1 };
  const seen = { ...shot, state: 'in_queue', ageMs: 0 };
  expect(calls).toMatchObject([
    { operation: 'submit', n: 1, method: 'POST', path, model, body: { prompt: 'a' }, shot: { ...shot, ordinal: 2 } },
    { operation: 'status', n: 1, method: 'GET', path: `/v1/requests/${id}/status`, requestId: id, shot: seen },
    { operation: 'status', n: 2, method: 'GET', path: `/v1/requests/${id}/status`, requestId: id, shot: seen },
    { operation: 'unknown', n: 1, method: 'GET', path: '/v1/nothing' },
  ]);
});

test.each([true, false])('H14 an answer of 502 instead, with the submit accepted: %s', async (takesEffect) => {
  const html = '<html>bad gateway</html>';
  const bed = testbed({
    faults: () => ({
      takesEffect,
      instead: { kind: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: html },
    }),
  });
  const answer = await bed.post(path, { prompt: 'a' });
  expect(answer.status).toBe(502);
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(await answer.text()).toBe(html);
  expect(bed.sandbox.charges()).toHaveLength(takesEffect ? 1 : 0);
});

test.each([true, false])('a dropped connection rejects, with the submit accepted: %s', async (takesEffect) => {
  const bed = testbed({ faults: () => ({ takesEffect, instead: { kind: 'drop', how: 'end' } }) });
  await expect(bed.post(path, { prompt: 'a' })).rejects.toThrow(ConnectionDropped);
  expect(bed.sandbox.charges()).toHaveLength(takesEffect ? 1 : 0);
});

test('a delay lets the sandbox time pass before anything is accepted', async () => {
  const bed = testbed({ faults: (call) => (call.operation === 'submit' ? { delayMs: 1000 } : undefined) });
  const answered = bed.post(path, { prompt: 'a' });
  await bed.get('/v1/models');
  expect(bed.sandbox.charges()).toEqual([]);
  bed.clock.advance(1000);
  expect((await answered).status).toBe(200);
  expect(bed.sandbox.charges()).toMatchObject([{ at: start + 1000 }]);
});

test('SEC15 the log tells method, path and status of every call, and neither prompt, query nor token', async () => {
  const entries: SandboxLogEntry[] = [];
  const bed = testbed({
    log: (entry) => entries.push(entry),
    faults: (call) => (call.operation === 'cancel' ? { instead: { kind: 'drop', how: 'reset' } } : undefined),
  });
  const id = await bed.submit({ prompt: 'secret prompt' });
  await bed.get(`/v1/requests/${id}/result?include_cost=true&x=secret`, { authorization: 'Bearer secret' });
  await expect(bed.post(`/v1/requests/${id}/cancel`)).rejects.toThrow();
  expect(entries).toEqual([
    { at: start, operation: 'submit', method: 'POST', path, status: 200 },
    { at: start, operation: 'result', method: 'GET', path: `/v1/requests/${id}/result`, status: 200 },
    { at: start, operation: 'cancel', method: 'POST', path: `/v1/requests/${id}/cancel`, status: 'reset' },
  ]);
});
