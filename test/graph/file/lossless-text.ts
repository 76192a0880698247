import { readdirSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'lossless-json';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { readGraphFile, type ReadReport } from '../../../src/graph/file/read-graph-file.ts';
import { fileRegistry } from './file-registry.ts';

const folder = new URL('../../fixtures/graphs/', import.meta.url);

/** Every fixture of a folder: its name and text. */
export function fixtures(kind: 'odd' | 'refused'): readonly (readonly [name: string, text: string])[] {
  return readdirSync(new URL(`${kind}/`, folder)).map((file) => [
    file.replace('.json', ''),
    readFileSync(new URL(`${kind}/${file}`, folder), 'utf8'),
  ]);
}

export function fixture(kind: 'odd' | 'refused', name: string): string {
  return readFileSync(new URL(`${kind}/${name}.json`, folder), 'utf8');
}

/** JSON with its white space out of the way: keys in their order, numbers by their text. */
export function normal(text: string): string {
  return stringify(parse(text)) ?? '';
}

/** Reads a file that has to be accepted. */
export function opened(text: string, name?: string): { document: GraphDocument; report: ReadReport } {
  const result = readGraphFile(text, fileRegistry, name === undefined ? {} : { name });
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.reason}`);
  return result;
}

/** A document without its residue, links in one order: what has to survive being written and read. */
export function understood(document: GraphDocument): unknown {
  const bare = <T extends object>(held: T) => ({ ...held, residue: undefined });
  return {
    ...bare(document),
    nodes: document.nodes.map(bare),
    groups: document.groups.map(bare),
    links: document.links
      .map(bare)
      .map((link) => JSON.stringify(link))
      .sort(),
  };
}
