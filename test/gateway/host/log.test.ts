import { expect, test } from 'vitest';
import { createLog } from '../../../src/gateway/host/log.ts';

test('SEC15 a line is JSON and never holds a token, a prompt, or the query of an address', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  );
  log('download', {
    url: 'https://ann:canary@files.runcomfy.net/a.mp4?sig=canary#canary',
    path: '/api/jobs?search=canary',
    Authorization: 'Bearer canary',
    prompt: 'canary',
    request: 'canary',
    session: 'canary',
    reason: 'sent Bearer canary to http://127.0.0.1:1/x?canary, "https://a.example/?canary"',
    status: 200,
    nothing: undefined,
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('canary');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    event: 'download',
    url: 'https://files.runcomfy.net/a.mp4',
    path: '/api/jobs',
    reason: 'sent Bearer … to http://127.0.0.1:1/x "https://a.example/"',
    status: 200,
  });
  expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
});
