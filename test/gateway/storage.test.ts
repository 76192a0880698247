import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import { hasScreen, showCommand, showInFolder, startCommand } from '../../src/gateway/host/show-in-folder.ts';
import { ordered, statusOf } from './orders.ts';
import { started } from './started.ts';

describe('show in folder', () => {
  test('the path is one word of a fixed program, whatever is in it', () => {
    const path = '/data/media/a b; rm -rf "$HOME".mp4';
    expect(showCommand(path, 'darwin')).toEqual({ program: 'open', words: ['-R', path] });
    expect(showCommand(path, 'win32')).toEqual({ program: 'explorer.exe', words: [`/select,${path}`] });
    expect(showCommand(path, 'linux')).toEqual({ program: 'xdg-open', words: ['/data/media'] });
  });

  test('nothing is started where there is no screen', async () => {
    const started: string[] = [];
    const start = async ({ program }: { program: string }): Promise<boolean> => started.push(program) > 0;
    expect(hasScreen('linux', {})).toBe(false);
    const afar = { SSH_CONNECTION: '10.0.0.1 50000 10.0.0.2 22', DISPLAY: ':10' };
    expect([hasScreen('linux', afar), hasScreen('darwin', afar)]).toEqual([false, false]);
    expect(await showInFolder('/data/media/x.mp4', {}, 'linux', start)).toBe(false);
    expect(started).toEqual([]);
    expect(await showInFolder('/data/media/x.mp4', { DISPLAY: ':0' }, 'linux', start)).toBe(true);
    expect(started).toEqual(['xdg-open']);
  });

  test('a program that is not there, or fails at once, is said not to have opened', async () => {
    expect(await startCommand({ program: 'no-such-file-manager', words: ['/'] })).toBe(false);
    expect(await startCommand({ program: process.execPath, words: ['-e', 'process.exit(3)'] })).toBe(false);
    expect(await startCommand({ program: process.execPath, words: ['-e', ''] })).toBe(true);
  });
});

describe('the storage routes', () => {
  test('M8 tell sizes, say where a file lies, and delete only what is named', async () => {
    const { client, folder } = await started();
    const { jobKey, order } = ordered('A clip to be deleted.');
    await client.put(jobKey, order);
    await expect.poll(() => statusOf(client, jobKey), { timeout: 20_000 }).toBe('succeeded');
    const storage = await client.storage();
    const [clip] = storage.clips;
    expect(storage).toMatchObject({ folder: await realpath(folder), clips: [{ jobKey, service: 'sandbox', take: 1 }] });
    expect(storage.stored).toBe(clip?.size);
    expect(storage.free).toBeLessThanOrEqual(storage.total);
    const [record] = (await client.known([jobKey])).jobs;
    const attempt = record && presentAttempt(record);
    const sha256 = attempt && 'outputs' in attempt ? (attempt.outputs[0]?.sha256 ?? '') : '';
    expect(await client.showFile(sha256)).toEqual({
      opened: false,
      path: join(await realpath(folder), 'media', `${sha256}.mp4`),
    });
    await expect(client.showFile('0'.repeat(64))).rejects.toMatchObject({ httpStatus: 404 });
    const outputs = [{ jobKey, kind: 'video' as const, n: 0 }];
    expect(await client.clear({ outputs, paid: false, used: false })).toEqual({ files: 1, bytes: clip?.size });
    expect(await readdir(join(folder, 'media'))).toEqual([]);
    // Asked for again, it is fetched from the service by its request id.
    expect((await client.output(jobKey, 'video', 0)).size).toBe(clip?.size);
    expect((await client.storage()).clips).toHaveLength(1);
  }, 30_000);
});
