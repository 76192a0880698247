#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundle = new URL('../dist/server/shotgraph.js', import.meta.url);

if (existsSync(fileURLToPath(bundle))) {
  const { main } = await import(bundle.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error('Shotgraph is not built yet: run `npm run build` first.');
  process.exitCode = 2;
}
