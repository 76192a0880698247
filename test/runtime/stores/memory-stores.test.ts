import { describe } from 'vitest';
import { memoryClipCache } from '../../../src/runtime/stores/clip-cache.ts';
import { memoryDraftStore } from '../../../src/runtime/stores/draft-store.ts';
import { memoryResultStore } from '../../../src/runtime/stores/result-store.ts';
import { memoryRunStore } from '../../../src/runtime/stores/run-store.ts';
import { storeContract } from './store-contract.ts';

describe('stores in memory', () => {
  storeContract(async () => ({
    runs: memoryRunStore(),
    drafts: memoryDraftStore(),
    results: memoryResultStore(),
    clips: memoryClipCache(),
  }));
});
