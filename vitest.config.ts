import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './scripts/browser.mjs';

const executablePath = findChromium();

/**
 * Three kinds of tests, told apart by folder and ending: `*.test.ts` run in Node, `*.browser.test.ts` in a real Chromium,
 * and `test/e2e/*.test.ts` start the built product and drive it as a person would.
 */
export default defineConfig({
  test: {
    // Vitest leaves one core free for whoever watches; of two cores that is half.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'unit',
          environment: 'node',
          // Files share a process: they hold no state of their own between them, and loading the modules anew costs more than most tests.
          isolate: false,
          // A busy machine is no failure: what hangs for this long hangs.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/e2e/**'],
          benchmark: { include: ['bench/**/*.bench.ts'] },
        },
      },
      {
        extends: './vite.config.ts',
        optimizeDeps: {
          include: [
            'litegraph.js/build/litegraph.core.js',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'lossless-json',
            'lit',
            'lit/decorators.js',
            'lit/directives/class-map.js',
            'lit/directives/if-defined.js',
            'lit/directives/live.js',
            'lit/directives/ref.js',
            'lit/directives/repeat.js',
            'lit/directives/style-map.js',
            'zod',
            'idb-keyval',
            'mediabunny',
            'client-zip',
            '@zip.js/zip.js/lib/zip-core-custom.js',
            'fast-check',
          ],
        },
        test: {
          name: 'browser',
          testTimeout: 30_000,
          include: ['test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            // One page for all files: each takes away what it put there, and loading all modules anew took a third of the time.
            isolate: false,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { ...(executablePath && { executablePath }), args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // A window answers when it can: only what never comes is a failure.
          expect: { poll: { timeout: 20_000, interval: 200 } },
        },
      },
    ],
  },
});
