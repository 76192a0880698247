import { expect, test } from 'vitest';
import type { ServiceRequest } from '../../../src/runtime/jobs/ports.ts';
import { modelUrl, statusUrl } from '../../../src/runtime/runcomfy/endpoints.ts';
import { movedModel } from '../../../src/graph/moved-model.ts';
import { readCatalogue } from '../../../src/runtime/runcomfy/read-catalogue.ts';
import { readResult } from '../../../src/runtime/runcomfy/read-result.ts';
import { readStatus } from '../../../src/runtime/runcomfy/read-status.ts';
import { requestCancel } from '../../../src/runtime/runcomfy/request-cancel.ts';
import { submit } from '../../../src/runtime/runcomfy/submit.ts';
import { wireRequest } from '../../../src/runtime/runcomfy/wire-request.ts';
import { json } from '../../fakes/fake-service.ts';

const base = 'https://model-api.runcomfy.net';
const now = () => 0;

function listening() {
  const sent: ServiceRequest[] = [];
  const send = (request: ServiceRequest) => {
    sent.push(request);
    return Promise.resolve(json(200, { request_id: 'r1', status: 'in_queue' }));
  };
  return { sent, caller: { base, transport: { send }, token: 'secret' } };
}

test('each call goes to its own address with the token in its header, and nowhere else', async () => {
  const { sent, caller } = listening();
  await submit(caller, 'bytedance/seedance-v2/pro', '{"prompt":"x"}', now);
  await readStatus(caller, 'r1', now);
  await readResult(caller, 'r1', now);
  await requestCancel(caller, 'r1', now);
  await readCatalogue(caller, 'bytedance/seedance-2.0/pro', now);
  expect(sent.map(({ method, url }) => `${method} ${url.slice(base.length)}`)).toEqual([
    'POST /v1/models/bytedance/seedance-v2/pro',
    'GET /v1/requests/r1/status',
    'GET /v1/requests/r1/result?include_cost=true',
    'POST /v1/requests/r1/cancel',
    'GET /v1/models/bytedance/seedance-2.0/pro',
  ]);
  for (const request of sent) {
    expect(request.headers.authorization).toBe('Bearer secret');
    expect(request.url + (request.body ?? '')).not.toContain('secret');
    expect(request.maxBytes).toBe(1024 * 1024);
  }
  expect(sent[0]).toMatchObject({ body: '{"prompt":"x"}', timeoutMs: 60_000 });
});

test('without a token no authorization is sent', async () => {
  const { sent, caller } = listening();
  await readStatus({ ...caller, token: undefined }, 'r1', now);
  expect(sent[0]?.headers).not.toHaveProperty('authorization');
});

test('a transport that throws on submit is a lost answer', async () => {
  const send = () => Promise.reject(new Error('bug'));
  const outcome = await submit({ base, transport: { send }, token: 't' }, 'a/b', '{}', now);
  expect(outcome).toMatchObject({ kind: 'uncertain', failure: { message: expect.stringContaining('bug') as string } });
});

test.each(['', 'a//b', '../x', 'a/../b', './a', 'a/b?c', 'a b', 'a/%2e%2e', 'a\\b', 'a/#'])(
  'SEC07 %j never becomes an address of a model',
  (model) => {
    expect(() => modelUrl(base, model)).toThrow('not a model id');
  },
);

test.each(['', '../../x', 'a/b', 'a?b', 'ä', 'a'.repeat(129)])('H18 %j never becomes an address of a request', (id) => {
  expect(() => statusUrl(base, id)).toThrow('not a request id');
});

test('the moved model id is offered for the old one only', () => {
  expect(movedModel('bytedance/seedance-v2/pro')).toBe('bytedance/seedance-2.0/pro');
  expect(movedModel('bytedance/seedance-2.0/pro')).toBeUndefined();
});

test('tools is sent only when true', () => {
  expect(wireRequest({ prompt: 'x', tools: false })).toEqual({ prompt: 'x' });
  expect(wireRequest({ prompt: 'x', tools: true })).toEqual({ prompt: 'x', tools: true });
});
