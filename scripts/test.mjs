// Everything that must hold: format, lint, types, the build, unit, real-browser and end-to-end tests. `npm test` runs it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTools } from './ensure-tools.mjs';

let passed = 0;
let failed = 0;

/** Runs one check of the project's own tools; it counts as one test, and what it says is printed in one piece. */
async function check(name, command, args) {
  const started = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const status = await new Promise((ended) => {
    child.once('error', (error) => ended(error.message));
    child.once('close', ended);
  });
  if (status === 0) passed += 1;
  else failed += 1;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`\n── ${name}\n${said}── ${name}: ${status === 0 ? 'ok' : `FAILED (${status})`}, ${seconds} s`);
  return status === 0;
}

/** Runs Vitest and adds its counts. A run that dies without a report counts as one failure. */
function vitest() {
  const folder = mkdtempSync(join(tmpdir(), 'shotgraph-test-'));
  const report = join(folder, 'report.json');
  console.log('\n── tests');
  const { status } = spawnSync(
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      stdio: 'inherit',
    },
  );
  try {
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    // A file that cannot be loaded, or an error outside of a test, fails the run without failing a test.
    if (numTotalTests === 0 || (status !== 0 && numFailedTests === 0)) failed += 1;
  } catch (error) {
    console.error(`Vitest left no report: ${error.message}`);
    failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
}

const bin = (name) => join('node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

const missing = ensureTools();
if (missing) {
  console.error(missing);
  process.exit(2);
}
// Side by side: none of them uses every core all the time.
const [built] = await Promise.all([
  check('build', 'npm', ['run', '--silent', 'build']),
  check('format', bin('oxfmt'), ['--check']),
  // The same checker as tsc, which would read every type a second time.
  check('lint and types', bin('oxlint'), ['--type-check']),
  check('spec', process.execPath, ['scripts/spec.mjs', '--check']),
]);
if (built) vitest();
else failed += 1;

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
