import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('SEC29 nothing in the source registers a service worker', () => {
  const src = join(import.meta.dirname, '../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => /\bserviceWorker\b/.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
});
