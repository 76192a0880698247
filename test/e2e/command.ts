import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

export const project = resolve(import.meta.dirname, '../..');
export const storyboard = join(project, 'graphs', 'three-shot-storyboard.json');

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shotgraph-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the first line of standard output that fits. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves as soon as standard error holds a line that fits. */
  errLine(pattern: RegExp): Promise<string>;
}

/** Starts the built command as a process of its own; it is ended with the test. */
export function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(project, 'bin', 'shotgraph.mjs'), ...args], {
    env: { PATH, HOME, SHOTGRAPH_SANDBOX_SPEED: '30', PORT: '0', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const watch of watchers) watch();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    for (const watch of watchers) watch();
  });
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, out, err })));
  onTestFinished(() => {
    if (child.exitCode === null) child.kill('SIGKILL');
  });
  const find = (text: () => string, pattern: RegExp): Promise<string> =>
    new Promise((found, failed) => {
      const look = (): void => {
        const line = text()
          .split('\n')
          .find((candidate) => pattern.test(candidate));
        if (line === undefined) return;
        watchers.delete(look);
        found(line);
      };
      watchers.add(look);
      look();
      void ended.then(({ code }) => failed(new Error(`ended with ${code} before ${pattern}:\n${out}\n${err}`)));
    });
  return { child, ended, line: (pattern) => find(() => out, pattern), errLine: (pattern) => find(() => err, pattern) };
}

/** Runs the built command to its end. */
export function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> {
  return start(args, environment, input).ended;
}
