import { defineConfig } from 'vitest/config';

/**
 * The tests of the job core and of reading answers: the ones that must notice when a line there is wrong (npm run mutate).
 * `MUTATE_TESTS` narrows them to folders or files, so that a few files can be asked about in minutes.
 */
export default defineConfig({
  test: {
    environment: 'node',
    include: (process.env.MUTATE_TESTS ?? 'test/runtime/jobs,test/runtime/runcomfy')
      .split(',')
      .map((place) => (place.endsWith('.ts') ? place : `${place}/**/*.test.ts`)),
    testTimeout: 20_000,
  },
});
