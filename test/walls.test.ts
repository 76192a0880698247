import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '..');

/** One file at a place in the tree, and the rule that must refuse it, or none. */
interface Attempt {
  readonly path: string;
  readonly text: string;
  readonly rule?: string;
}

const takes = (specifier: string): string => `import { a } from '${specifier}';\nexport const b = a;\n`;
const refusedImports: readonly (readonly [folder: string, specifier: string])[] = [
  ['graph', '../nodes/Poll.ts'],
  ['graph', '../runtime/run/run.ts'],
  ['graph/file', '../../media/join-clips.ts'],
  ['graph', 'lit'],
  ['graph', 'idb-keyval'],
  ['graph', 'node:fs'],
  ['nodes', '../runtime/wire/messages.ts'],
  ['nodes', '@hono/node-server'],
  ['runtime/run', '../../nodes/Poll.ts'],
  ['runtime/jobs', '../../gateway/serve.ts'],
  ['runtime/run', '../../node-registry.ts'],
  ['runtime/jobs', 'node:fs'],
  ['runtime/jobs', '../run/run.ts'],
  ['runtime/jobs', '../../gateway/host/disk.ts'],
  ['runtime/wire', '../run/run.ts'],
  ['runtime/runcomfy', '../stores/run-store.ts'],
  ['runtime/run', '../../project/read-project.ts'],
  ['graph', '../project/read-project.ts'],
  ['project', '../runtime/jobs/ports.ts'],
  ['project', '../ui/canvas/litegraph.ts'],
  ['project', 'node:fs'],
  ['media', '../runtime/run/run.ts'],
  ['sandbox', '../runtime/jobs/ports.ts'],
  ['gateway', '../ui/canvas/litegraph.ts'],
  ['gateway', '../nodes/Poll.ts'],
  ['cli', '../ui/canvas/litegraph.ts'],
  ['ui', '../runtime/jobs/ports.ts'],
  ['ui/panels', '../../runtime/runcomfy/submit.ts'],
  ['ui', '../gateway/serve.ts'],
  ['ui', '../nodes/Poll.ts'],
  ['ui', 'mediabunny'],
  ['ui', 'litegraph.js/build/litegraph.core.js'],
  ['ui/canvas', 'litegraph.js/build/litegraph.js'],
  ['ui/canvas', 'litegraph.js'],
  ['ui', 'lit/directives/unsafe-html.js'],
];
const allowedImports: readonly (readonly [folder: string, specifier: string])[] = [
  ['graph', './keys.ts'],
  ['graph/file', '../keys.ts'],
  ['graph', 'zod'],
  ['graph', '@noble/hashes/sha2.js'],
  ['nodes', '../graph/definition.ts'],
  ['runtime/run', '../../graph/plan.ts'],
  ['runtime/jobs', '../wire/job-record.ts'],
  ['runtime/run', '../wire/charge.ts'],
  ['ui/canvas', 'litegraph.js/build/litegraph.core.js'],
  ['project', '../runtime/wire/job-import.ts'],
  ['ui', '../project/read-project.ts'],
  ['ui', '../runtime/run/run.ts'],
  ['cli', '../gateway/serve.ts'],
];
const refusedCode: readonly (readonly [folder: string, rule: string, text: string])[] = [
  ['graph', 'no-restricted-globals', 'export const a = () => fetch("https://example.com");'],
  ['graph', 'no-restricted-globals', 'export const a = () => Date.now();'],
  ['graph', 'no-restricted-globals', 'export const a = () => setTimeout(() => undefined, 1);'],
  ['nodes', 'no-restricted-globals', 'export const a = () => indexedDB;'],
  ['nodes', 'no-restricted-properties', 'export const a = () => Math.random();'],
  ['runtime/run', 'no-restricted-globals', 'export const a = () => Date.now();'],
  ['ui', 'no-default-export', 'export default 1;'],
  ['ui', 'no-empty', 'export const a = () => { try { a(); } catch {} };'],
  ['ui', 'no-explicit-any', 'export const a = (b: any) => b;'],
];
const unsafeCode: typeof refusedCode = [
  ['ui', 'no-restricted-properties', "export const a = (e: Element) => { e.innerHTML = 'x'; };"],
  ['ui', 'no-restricted-properties', "export const a = (e: Element) => { e.outerHTML = 'x'; };"],
  ['ui', 'no-restricted-properties', "export const a = (e: Element) => e.insertAdjacentHTML('beforeend', 'x');"],
  ['ui', 'no-eval', "export const a = () => eval('1');"],
];

let n = 0;
const at = (folder: string): string => `src/${folder}/attempt-${(n += 1)}.ts`;
const imports = (list: typeof refusedImports, rule?: string): readonly (Attempt & { readonly name: string })[] =>
  list.map(([folder, specifier]) => ({
    path: at(folder),
    name: `${folder}/ ← ${specifier}`,
    text: takes(specifier),
    ...(rule && { rule }),
  }));
const code = (list: typeof refusedCode): readonly (Attempt & { readonly name: string })[] =>
  list.map(([folder, rule, text]) => ({ path: at(folder), name: `${folder}/: ${text}`, text: `${text}\n`, rule }));
const refused = [...imports(refusedImports, 'no-restricted-imports'), ...code(refusedCode)];
const unsafe = code(unsafeCode);
const allowed = imports(allowedImports);
const circle = {
  path: 'src/graph/circle-a.ts',
  text: `${takes('./circle-b.ts')}export const a2 = 1;\n`,
  rule: 'no-cycle',
};

/** Rules that the linter named, by file. One run over a tree of attempts, with the project's own configuration. */
let said: ReadonlyMap<string, readonly string[]>;
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'shotgraph-walls-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json']) cpSync(join(project, file), join(root, file));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  const other = { path: 'src/graph/circle-b.ts', text: "import { a2 } from './circle-a.ts';\nexport const a = a2;\n" };
  for (const { path, text } of [...refused, ...unsafe, ...allowed, circle, other]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const run = spawnSync(join(project, 'node_modules/.bin/oxlint'), ['--format', 'json', 'src'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { filename: string; code: string }[] };
  const rules = new Map<string, string[]>();
  for (const { filename, code } of diagnostics) {
    const path = filename.slice(filename.indexOf('src/'));
    rules.set(path, [...(rules.get(path) ?? []), code]);
  }
  said = rules;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rulesFor = (path: string): string => (said.get(path) ?? []).join(' ');

describe('the walls between folders', () => {
  test.each(refused)('$name is refused', ({ path, rule }) => {
    expect(rulesFor(path)).toContain(rule);
  });

  test.each(unsafe)('SEC24 $name is refused', ({ path, rule }) => {
    expect(rulesFor(path)).toContain(rule);
  });

  test.each(allowed)('$name is let through', ({ path }) => {
    expect(rulesFor(path)).not.toContain('no-restricted-imports');
  });

  test('a cycle of imports is refused', () => {
    expect(rulesFor(circle.path)).toContain(circle.rule);
  });
});
