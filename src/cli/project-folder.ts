import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the package stands: two levels above the server bundle in `dist/server`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const projectFolder = {
  root,
  app: join(root, 'dist', 'app'),
  graphs: join(root, 'graphs'),
} as const;

/** The version in package.json. */
export function projectVersion(): string {
  return packageJson().version;
}

/** The range of Node versions in package.json. */
export function projectEngines(): string {
  return packageJson().engines.node;
}

function packageJson() {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return z.object({ version: z.string(), engines: z.object({ node: z.string() }) }).parse(JSON.parse(text));
}
