import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { memoryPreferences } from '../../../src/ui/editor/preferences.ts';
import { keepStorage } from '../../../src/ui/shell/keep-storage.ts';
import { isPrivateWindow, privateNotice } from '../../../src/ui/shell/private-window.ts';
import { fakeEditor } from '../fake-editor.ts';
import { sampleAttempt, sampleJob } from '../fake-job-client.ts';
import { chainedShots } from '../sample-graph.ts';

describe('asking the browser to keep its storage', () => {
  function asking(answer: boolean, service: string) {
    const document = chainedShots();
    const jobKey = evaluate(document, nodeRegistry, 'sandbox').nodes.get('3')?.order?.jobKey ?? '';
    const editor = fakeEditor({ document, registry: nodeRegistry });
    const preferences = memoryPreferences();
    const troubles: unknown[] = [];
    let persists = 0;
    const storage = { persisted: async () => false, persist: async () => (persists++, answer) };
    const watch = () => keepStorage(editor, storage, preferences, (error) => troubles.push(error));
    const make = (status: 'in_progress' | 'succeeded') =>
      editor.setJobs([sampleJob(1, sampleAttempt(status), { jobKey, service })]);
    const settled = () => new Promise((resolve) => setImmediate(resolve));
    const told = () => editor.calls.filter(([name]) => name === 'notify').map(([, notice]) => notice);
    return { watch, make, settled, told, troubles, persists: () => persists, editor };
  }
  const live = 'https://model-api.runcomfy.net';

  test.each([
    [true, 'This browser keeps your drafts, also when its disk fills up.'],
    [false, 'This browser may clear drafts when its disk fills up.'],
  ])('S10 at the first paid result, once; the answer %s is told', async (answer, text) => {
    const h = asking(answer, live);
    h.watch();
    h.make('in_progress');
    expect(h.persists()).toBe(0);
    h.make('succeeded');
    h.make('succeeded');
    await h.settled();
    expect(h.persists()).toBe(1);
    expect(h.told()).toMatchObject([{ text }]);
    // Another page of the same browser does not ask again.
    h.watch();
    h.make('succeeded');
    await h.settled();
    expect(h.persists()).toBe(1);
    expect(h.troubles).toEqual([]);
  });

  test('S10 a rehearsal asks nothing', async () => {
    const h = asking(true, 'sandbox');
    h.watch();
    h.make('succeeded');
    await h.settled();
    expect(h.persists()).toBe(0);
  });
});

describe('a private window', () => {
  const refusing = (name: string) => ({
    getDirectory: () => Promise.reject(new DOMException('Security error when calling GetDirectory', name)),
  });

  test('S09 is told by its refusal of the file system, with what survives it', async () => {
    expect(await isPrivateWindow(refusing('SecurityError'))).toBe(true);
    expect(await isPrivateWindow(refusing('UnknownError'))).toBe(true);
    expect(privateNotice).toMatchObject({
      text: 'This is a private window: drafts do not survive it.',
      detail: expect.stringContaining('Jobs and clips do') as string,
    });
  });

  test('S09 another window, or one whose file system fails for another reason, is not called private', async () => {
    const root = { kind: 'directory' } as FileSystemDirectoryHandle;
    expect(await isPrivateWindow({ getDirectory: async () => root })).toBe(false);
    expect(await isPrivateWindow(refusing('QuotaExceededError'))).toBe(false);
    expect(await isPrivateWindow({ getDirectory: () => Promise.reject(new TypeError('not there')) })).toBe(false);
  });
});
