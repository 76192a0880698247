import { describe, expect, it } from 'vitest';
import { browserStores } from '../../../src/runtime/stores/browser-stores.ts';
import { sampleRun } from './sample-run.ts';
import { storeContract } from './store-contract.ts';

let opened = 0;
const now = () => 1;

describe('stores in the IndexedDB of Chromium', () => {
  storeContract(async () =>
    browserStores({ factory: indexedDB, now, name: `test-${++opened}-${crypto.randomUUID()}` }),
  );

  it('tells other tabs of a Run that changed', async () => {
    const name = crypto.randomUUID();
    const tab = () => browserStores({ factory: indexedDB, now, name, channel: new BroadcastChannel(name) });
    const [one, two] = [tab(), tab()];
    const heard = new Promise<string>((resolve) => two.runs.watch(resolve));
    await one.runs.put(sampleRun('a'));
    expect(await heard).toBe('a');
    expect(await two.runs.get('a')).toEqual(sampleRun('a'));
    one.close();
    two.close();
  });

  it('loses no change of two tabs to one Run', async () => {
    const name = crypto.randomUUID();
    const tabs = [1, 2].map(() => browserStores({ factory: indexedDB, now, name }));
    await tabs[0]?.runs.put(sampleRun('a'));
    await Promise.all(
      tabs.flatMap(({ runs }, tab) =>
        Array.from({ length: 40 }, (_, n) =>
          runs.update('a', (run) => ({ ...run, steps: { ...run.steps, [`${tab}-${n}`]: { status: 'reused' } } })),
        ),
      ),
    );
    expect(Object.keys((await tabs[1]?.runs.get('a'))?.steps ?? {})).toHaveLength(80);
    for (const tab of tabs) tab.close();
  });
});
