import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDownloads, type DownloadOptions } from '../../../src/gateway/host/downloads.ts';
import { ConnectError, type SocketWish } from '../../../src/gateway/host/open-socket.ts';
import { DownloadError, type Download } from '../../../src/runtime/jobs/ports.ts';
import { httpAnswer, rawServer } from './raw-server.ts';
import { selfSigned } from './self-signed.ts';

const hosts = ['*.runcomfy.net', '*.runcomfy.com', 'clips.example.org'];

/** Counts the TCP sockets that this process opens, whoever opens them. */
function countSockets(): () => number {
  let sockets = 0;
  const count = (): void => {
    sockets += 1;
  };
  subscribe('net.client.socket', count);
  onTestFinished(() => void unsubscribe('net.client.socket', count));
  return () => sockets;
}

async function bytesOf(download: Download): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of download.chunks) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

const ended = (text: string): boolean => text.endsWith('\r\n\r\n');

describe('SEC09 25 hostile addresses open no connection', () => {
  const inside: Readonly<Record<string, readonly string[]>> = {
    'private.runcomfy.net': ['10.0.0.1'],
    'home.runcomfy.net': ['192.168.1.1'],
    'loop.runcomfy.net': ['127.0.0.1'],
    'metadata.runcomfy.net': ['169.254.169.254'],
    'shared.runcomfy.net': ['100.64.0.1'],
    'mapped.runcomfy.net': ['::ffff:127.0.0.1'],
    'loop6.runcomfy.net': ['::1'],
    'local6.runcomfy.net': ['fe80::1'],
    'unique6.runcomfy.net': ['fd00::1'],
    'zero.runcomfy.net': ['0.0.0.0'],
    'both.runcomfy.net': ['93.184.216.34', '127.0.0.1'],
    'nat64.runcomfy.net': ['64:ff9b::7f00:1'],
  };
  const addresses = [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https://files.runcomfy.net/1',
    'http://files.runcomfy.net/a.mp4',
    'http://169.254.169.254/latest/meta-data',
    'https://user:secret@files.runcomfy.net/a.mp4',
    'https://files.runcomfy.net:8443/a.mp4',
    'https://files.runcomfy.net.evil.example/a.mp4',
    'https://evilruncomfy.net/a.mp4',
    'https://runcomfy.net/a.mp4',
    'https://files.runcomfy.net\\@evil.example/',
    'https://127.0.0.1/a.mp4',
    ...Object.keys(inside).map((host) => `https://${host}/a.mp4`),
  ];

  test('there are 25 of them', () => {
    expect(addresses).toHaveLength(25);
  });

  test.each(addresses)('%s', async (address) => {
    const sockets = countSockets();
    const downloads = createDownloads({ hosts, resolve: async (host) => inside[host] ?? ['93.184.216.34'] });
    const refusal = await downloads.open(address).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DownloadError);
    expect(refusal).toMatchObject({ why: 'refused' });
    expect(sockets()).toBe(0);
  });
});

describe('SEC09 an allowed address', () => {
  test('is connected to at the address that was checked', async () => {
    const wishes: { readonly host: string; readonly address: string | undefined }[] = [];
    const connect = async ({ url, address }: SocketWish): Promise<never> => {
      wishes.push({ host: url.hostname, address });
      throw new ConnectError('unreachable', 'no way out of a test');
    };
    let asked = 0;
    const resolve = async (): Promise<readonly string[]> => {
      asked += 1;
      return ['93.184.216.34', '2606:2800:220:1::1'];
    };
    const downloads = createDownloads({ hosts, resolve, connect });
    await expect(downloads.open('https://files.runcomfy.net/a.mp4')).rejects.toMatchObject({ why: 'broken' });
    expect(wishes).toEqual([{ host: 'files.runcomfy.net', address: '93.184.216.34' }]);
    expect(asked).toBe(1);
  });

  test('a whole origin in the list is fetched as it stands, and the token never goes along', async () => {
    const server = await rawServer((socket, text) => {
      if (ended(text)) socket.end(httpAnswer('200 OK', 'clip', 'content-type: Video/MP4; codecs=avc1'));
    });
    const origin = `http://127.0.0.1:${server.port}`;
    const download = await createDownloads({ hosts: [...hosts, origin] }).open(`${origin}/a.mp4?sig=1`);
    expect(download).toMatchObject({ mediaType: 'video/mp4', length: 4 });
    expect(await bytesOf(download)).toBe('clip');
    expect(server.received()).toContain('GET /a.mp4?sig=1 HTTP/1.1');
    expect(server.received().toLowerCase()).not.toContain('authorization');
  });

  test('another port of an allowed origin is refused', async () => {
    const sockets = countSockets();
    const downloads = createDownloads({ hosts: ['http://127.0.0.1:5000'] });
    await expect(downloads.open('http://127.0.0.1:5001/a.mp4')).rejects.toMatchObject({ why: 'refused' });
    expect(sockets()).toBe(0);
  });

  test('a certificate that nobody vouches for is refused', async () => {
    const server = await rawServer((socket) => socket.end(httpAnswer('200 OK', 'clip')), selfSigned());
    const origin = `https://127.0.0.1:${server.port}`;
    await expect(createDownloads({ hosts: [origin] }).open(`${origin}/`)).rejects.toMatchObject({ why: 'refused' });
    expect(server.received()).toBe('');
  });
});

/** Serves every path by `answers`; a missing one is 404. */
async function serving(
  answers: (origin: string) => Readonly<Record<string, string>>,
  more: Partial<DownloadOptions> = {},
) {
  const server = await rawServer((socket, text) => {
    const path = /^GET (\S+) /.exec(text)?.[1] ?? '';
    if (ended(text)) socket.end(answers(origin)[path] ?? httpAnswer('404 Not Found', ''));
  });
  const origin = `http://127.0.0.1:${server.port}`;
  return { origin, server, downloads: createDownloads({ hosts: [origin], ...more }) };
}

describe('SEC09 redirects', () => {
  const to = (location: string): string => httpAnswer('302 Found', '', `location: ${location}`);

  test('up to three are followed', async () => {
    const { origin, downloads } = await serving(() => ({
      '/1': to('/2'),
      '/2': to('3'),
      '/3': to('/4'),
      '/4': httpAnswer('200 OK', 'clip'),
    }));
    expect(await bytesOf(await downloads.open(`${origin}/1`))).toBe('clip');
  });

  test('a fourth is refused', async () => {
    const { origin, server, downloads } = await serving(() => ({ '/': to('/') }));
    await expect(downloads.open(`${origin}/`)).rejects.toMatchObject({ why: 'refused' });
    expect(server.connections()).toBe(4);
  });

  test.each([
    'http://169.254.169.254/',
    'https://evil.example/a.mp4',
    'file:///etc/passwd',
    'javascript:1',
    'https://[',
  ])('a redirect to %s is refused before any connection', async (location) => {
    const { origin, downloads } = await serving(() => ({ '/': to(location) }));
    const sockets = countSockets();
    await expect(downloads.open(`${origin}/`)).rejects.toMatchObject({ why: 'refused' });
    expect(sockets()).toBe(1);
  });
});

describe('results that cannot be had', () => {
  test.each(['403 Forbidden', '404 Not Found', '410 Gone'])('J10 %s is gone', async (status) => {
    const { origin, downloads } = await serving(() => ({ '/': httpAnswer(status, '') }));
    await expect(downloads.open(`${origin}/`)).rejects.toMatchObject({ why: 'gone' });
  });

  test.each(['500 Oops', '503 Busy', '206 Partial Content', '429 Slow'])(
    '%s may go better next time',
    async (status) => {
      const { origin, downloads } = await serving(() => ({ '/': httpAnswer(status, '') }));
      await expect(downloads.open(`${origin}/`)).rejects.toMatchObject({ why: 'broken' });
    },
  );

  test('J13 a body shorter than its length is broken', async () => {
    const { origin, downloads } = await serving(() => ({ '/': 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf' }));
    const download = await downloads.open(`${origin}/`);
    await expect(bytesOf(download)).rejects.toMatchObject({ name: 'DownloadError', why: 'broken' });
  });

  test('a body that is announced too long is refused at once, one that grows too long is cut off', async () => {
    const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n';
    const pages = { '/long': httpAnswer('200 OK', 'x'.repeat(11)), '/grows': chunked };
    const { origin, downloads } = await serving(() => pages, { maxBytes: 10 });
    await expect(downloads.open(`${origin}/long`)).rejects.toMatchObject({ why: 'wrong' });
    await expect(bytesOf(await downloads.open(`${origin}/grows`))).rejects.toMatchObject({ why: 'wrong' });
  });

  test('a server that falls silent is given up: before its answer, and in the middle of it', async () => {
    const silent = await rawServer((socket, text) => {
      if (text.startsWith('GET /half')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    });
    const origin = `http://127.0.0.1:${silent.port}`;
    const downloads = createDownloads({ hosts: [origin], idleMs: 150 });
    await expect(downloads.open(`${origin}/`)).rejects.toMatchObject({ why: 'broken' });
    await expect(bytesOf(await downloads.open(`${origin}/half`))).rejects.toMatchObject({ why: 'broken' });
  });

  test('a name that cannot be resolved may go better next time', async () => {
    const resolve = async (): Promise<never> => Promise.reject(new Error('no such name'));
    await expect(createDownloads({ hosts, resolve }).open('https://files.runcomfy.net/')).rejects.toMatchObject({
      why: 'broken',
    });
  });
});
