import { defineConfig } from 'vitest/config';

/** The tests of the job core and of reading answers: the ones that must notice when a line there is wrong (npm run mutate). */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/runtime/jobs/**/*.test.ts', 'test/runtime/runcomfy/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
