import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { GraphDocument } from '../graph/document.ts';
import { readGraphFile } from '../graph/file/read-graph-file.ts';
import { nodeRegistry } from '../node-registry.ts';
import { applySettings } from './apply-settings.ts';
import type { Setting } from './arguments.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { problemLine } from './problem-line.ts';
import type { Terminal } from './terminal.ts';

/** Reads a graph file and sets what `--set` says. What the file lost is told; throws a CommandError (3, or 2 for a setting). */
export async function readGraph(
  terminal: Terminal,
  file: string,
  settings: readonly Setting[],
): Promise<GraphDocument> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CommandError(exitCodes.refused, `${file} cannot be read (${code}).`);
  });
  const opened = readGraphFile(bytes, nodeRegistry, { name: basename(file).replace(/\.json$/i, '') });
  if (!opened.ok) throw new CommandError(exitCodes.refused, problemLine(opened.problem));
  for (const problem of opened.report.problems) terminal.err(problemLine(problem));
  return applySettings(opened.document, nodeRegistry, settings);
}
