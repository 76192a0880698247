import { expect, test } from 'vitest';
import { readGraphFile } from '../../../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { fileRegistry } from './file-registry.ts';
import { fixtures, normal, opened, understood } from './lossless-text.ts';

test.each(fixtures('odd'))('A file that nobody touched is written back equal: %s', (_, text) => {
  const { document } = opened(text);
  expect(normal(writeGraphFile(document, fileRegistry))).toBe(normal(text));
});

test.each(fixtures('odd'))('A file that was written reads as the same document: %s', (_, text) => {
  const { document } = opened(text);
  const again = opened(writeGraphFile(document, fileRegistry)).document;
  expect(understood(again)).toEqual(understood(document));
  expect(writeGraphFile(again, fileRegistry)).toBe(writeGraphFile(document, fileRegistry));
});

test.each(fixtures('odd'))('Bytes with a byte order mark read as the text does: %s', (_, text) => {
  const result = readGraphFile(new TextEncoder().encode(`\ufeff${text}`), fileRegistry);
  expect(result.ok && understood(result.document)).toEqual(understood(opened(text).document));
});
