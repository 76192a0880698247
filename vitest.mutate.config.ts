import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/**
 * The test file that killed the last mutant first, then the quickest: a mutant is dead with the first test that notices it,
 * and its neighbour is mostly noticed by the same.
 */
class SoonestToNotice extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const resultOf = (file: TestSpecification) =>
      this.ctx.cache.getFileTestResults(`:${file.moduleId.slice(this.ctx.config.root.length + 1)}`);
    const cost = (file: TestSpecification) => {
      const result = resultOf(file);
      return result === undefined ? Number.POSITIVE_INFINITY : result.failed ? -1 : result.duration;
    };
    return Promise.resolve(files.toSorted((one, other) => cost(one) - cost(other)));
  }
}

/**
 * The tests of the job core and of reading answers: the ones that must notice when a line there is wrong (npm run mutate).
 * `MUTATE_TESTS` narrows them to folders or files, so that a few files can be asked about in minutes.
 */
export default defineConfig({
  test: {
    environment: 'node',
    // Modules are loaded once for all files: loading them for each cost more than the tests (31 s for all of them; 14 s so).
    isolate: false,
    sequence: { sequencer: SoonestToNotice },
    include: (process.env.MUTATE_TESTS ?? 'test/runtime/jobs,test/runtime/runcomfy')
      .split(',')
      .map((place) => (place.endsWith('.ts') ? place : `${place}/**/*.test.ts`)),
    // Whoever counts what is covered slows the thickest loops down tenfold.
    testTimeout: 120_000,
  },
});
