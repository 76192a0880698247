import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { createHttpsTransport } from '../../../src/gateway/host/https-transport.ts';
import type { ServiceRequest } from '../../../src/runtime/jobs/ports.ts';
import { httpAnswer, rawServer } from './raw-server.ts';
import { selfSigned } from './self-signed.ts';

const token = 'Bearer canary-7f3a';

function submit(url: string, more: Partial<ServiceRequest> = {}): ServiceRequest {
  const headers = { authorization: token, 'content-type': 'application/json' };
  return { method: 'POST', url, headers, body: '{"prompt":"ü"}', timeoutMs: 5000, maxBytes: 1024 * 1024, ...more };
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const whole = (text: string): boolean => text.includes('\r\n\r\n') && text.endsWith('"}');

describe('a whole answer', () => {
  test('status, headers in lower case and body come back, and the body left as UTF-8 on one closing connection', async () => {
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.end(httpAnswer('429 Slow', 'später', 'Retry-After: 7'));
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/v1/models/a/b`));
    expect(answer).toMatchObject({ kind: 'answer', status: 429, body: 'später', cut: false });
    expect(answer.kind === 'answer' && answer.headers['retry-after']).toBe('7');
    expect(server.received()).toMatch(/^POST \/v1\/models\/a\/b HTTP\/1\.1\r\n/);
    expect(server.received().toLowerCase()).toContain('\r\nconnection: close\r\n');
    expect(Buffer.from(server.received(), 'latin1').toString('utf8')).toContain('{"prompt":"ü"}');
  });

  test('two requests use two connections, so that none is re-sent on a reused one', async () => {
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.write(httpAnswer('200 OK', '{}'));
    });
    const transport = createHttpsTransport();
    await transport.send(submit(`http://127.0.0.1:${server.port}/`));
    await transport.send(submit(`http://127.0.0.1:${server.port}/`));
    expect(server.connections()).toBe(2);
  });

  test('a trusted certificate answers over TLS', async () => {
    const credentials = selfSigned();
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.end(httpAnswer('200 OK', '{"request_id":"r"}'));
    }, credentials);
    const transport = createHttpsTransport({ ca: credentials.cert });
    const answer = await transport.send(submit(`https://127.0.0.1:${server.port}/`));
    expect(answer).toMatchObject({ kind: 'answer', status: 200, cut: false });
  });
});

describe('answers that end badly', () => {
  test('H16 a body shorter than its length is marked as cut', async () => {
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"request_id":');
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`));
    expect(answer).toMatchObject({ kind: 'answer', status: 200, body: '{"request_id":', cut: true });
  });

  test('H16 a chunked body without its last chunk is marked as cut', async () => {
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n');
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`));
    expect(answer).toMatchObject({ kind: 'answer', cut: true });
  });

  test('H20 reading a huge body stops at the limit', async () => {
    let sent = 0;
    const block = 'x'.repeat(64 * 1024);
    const server = await rawServer((socket, text) => {
      if (!whole(text)) return;
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 200000000\r\n\r\n');
      const more = (): void => {
        while (sent < 200_000_000 && !socket.destroyed) {
          sent += block.length;
          if (!socket.write(block)) return;
        }
      };
      socket.on('drain', more);
      more();
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`));
    expect(answer).toMatchObject({ kind: 'answer', cut: true });
    expect(answer.kind === 'answer' && answer.body.length).toBe(1024 * 1024);
    expect(sent).toBeLessThan(20_000_000);
  });

  test('H21 an answer that drips past the limit of the whole exchange is lost', async () => {
    const server = await rawServer((socket, text) => {
      if (!whole(text)) return;
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`, { timeoutMs: 200 }));
    expect(answer.kind).toBe('lost');
  });

  test('H22 no answer at all is lost, and not before the limit', async () => {
    const server = await rawServer(() => undefined);
    const before = performance.now();
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`, { timeoutMs: 300 }));
    expect(answer.kind).toBe('lost');
    expect(performance.now() - before).toBeGreaterThan(280);
    expect(server.received()).toContain('POST');
  });

  test('H23 a redirect is an answer: the second host sees nothing', async () => {
    const second = await rawServer((socket) => socket.end(httpAnswer('200 OK', '{"request_id":"stolen"}')));
    const first = await rawServer((socket, text) => {
      const location = `location: http://127.0.0.1:${second.port}/v1`;
      if (whole(text)) socket.end(httpAnswer('307 Temporary Redirect', '', location));
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${first.port}/`));
    expect(answer).toMatchObject({ kind: 'answer', status: 307 });
    expect([first.connections(), second.connections()]).toEqual([1, 0]);
  });

  test('H26 a reset after the request was read is lost', async () => {
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.resetAndDestroy();
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`));
    expect(answer.kind).toBe('lost');
    expect(server.connections()).toBe(1);
  });

  test('H27 an end of the connection after the request was read is lost', async () => {
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.end();
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`));
    expect(answer.kind).toBe('lost');
    expect(server.connections()).toBe(1);
  });

  test('H28 a reset at the first byte, over a secured connection, is lost', async () => {
    const credentials = selfSigned();
    const server = await rawServer((socket) => socket.destroy(), credentials);
    const transport = createHttpsTransport({ ca: credentials.cert });
    const answer = await transport.send(submit(`https://127.0.0.1:${server.port}/`));
    expect(answer.kind).toBe('lost');
    expect(server.connections()).toBe(1);
  });

  test('an answer that is not HTTP is lost', async () => {
    const server = await rawServer((socket, text) => {
      if (whole(text)) socket.end('SSH-2.0-OpenSSH\r\n');
    });
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${server.port}/`));
    expect(answer.kind).toBe('lost');
  });
});

describe('requests that never left', () => {
  test('H24 a refused connection is not sent', async () => {
    const answer = await createHttpsTransport().send(submit(`http://127.0.0.1:${await freePort()}/`));
    expect(answer.kind).toBe('not_sent');
  });

  test('H24 a name without an address is not sent', async () => {
    const answer = await createHttpsTransport().send(submit('https://nowhere.invalid/v1'));
    expect(answer.kind).toBe('not_sent');
  });

  test('H24 a connection that is closed during the handshake is not sent', async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy());
    const answer = await createHttpsTransport().send(submit(`https://127.0.0.1:${server.port}/`));
    expect(answer.kind).toBe('not_sent');
    expect(server.received()).not.toContain('canary');
  });

  test('a handshake that never ends is not sent, at the limit', async () => {
    const server = await rawServer(() => undefined);
    const answer = await createHttpsTransport().send(submit(`https://127.0.0.1:${server.port}/`, { timeoutMs: 200 }));
    expect(answer.kind).toBe('not_sent');
  });

  test('an abort before the connection is secured is not sent, one after it is lost', async () => {
    const server = await rawServer(() => undefined);
    const early = AbortSignal.abort(new Error('stopped'));
    const transport = createHttpsTransport();
    expect((await transport.send(submit(`http://127.0.0.1:${server.port}/`), early)).kind).toBe('not_sent');
    expect(server.connections()).toBe(0);
    const late = new AbortController();
    const hanging = await rawServer(() => late.abort(new Error('stopped')));
    expect((await transport.send(submit(`http://127.0.0.1:${hanging.port}/`), late.signal)).kind).toBe('lost');
  });

  test('H29 a certificate that nobody vouches for is insecure, and no byte of the request is sent', async () => {
    const server = await rawServer((socket) => socket.end(httpAnswer('200 OK', '{}')), selfSigned());
    const answer = await createHttpsTransport().send(submit(`https://127.0.0.1:${server.port}/`));
    expect(answer.kind).toBe('insecure');
    expect(server.received()).toBe('');
  });

  test('H29 a certificate for another name is insecure, and no byte of the request is sent', async () => {
    const credentials = selfSigned([10, 1, 2, 3]);
    const server = await rawServer((socket) => socket.end(httpAnswer('200 OK', '{}')), credentials);
    const transport = createHttpsTransport({ ca: credentials.cert });
    expect((await transport.send(submit(`https://127.0.0.1:${server.port}/`))).kind).toBe('insecure');
    expect(server.received()).toBe('');
  });

  test.each(['http://192.0.2.1/v1', 'http://example.com/', 'ftp://127.0.0.1/', 'http://127.0.0.1.example.com/'])(
    'H29 %s is insecure without a connection',
    async (url) => {
      expect((await createHttpsTransport().send(submit(url))).kind).toBe('insecure');
    },
  );
});
