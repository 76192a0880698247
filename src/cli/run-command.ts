import { resolve } from 'node:path';
import type { RunArguments } from './arguments.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { environmentOf } from './open-gateway.ts';
import { ownerOf } from './owner/owner-of.ts';
import { readGraph } from './read-graph.ts';
import { runGraph } from './run-graph.ts';
import type { Terminal } from './terminal.ts';

/**
 * `shotgraph run`: the same graph, plan and jobs as in the editor. The process that owns the data folder keeps the jobs: a
 * running gateway, another command, or else this one. What is bought already is reused; after an interruption the same command
 * goes on with the jobs under way.
 */
export async function runCommand(terminal: Terminal, given: RunArguments): Promise<ExitCode> {
  const file = resolve(terminal.folder, given.file);
  const document = await readGraph(terminal, file, given.set);
  const environment = environmentOf(terminal);
  const link = await ownerOf(terminal, environment);
  try {
    if (!given.sandbox && link.liveService !== environment.serviceOrigin) {
      throw new CommandError(
        exitCodes.usage,
        `The Shotgraph at ${link.attachedTo ?? ''} buys at ${link.liveService}, and this command was told ${environment.serviceOrigin}. Give both the same RUNCOMFY_MODEL_API_BASE, or end the other one.`,
      );
    }
    const service = given.sandbox ? 'sandbox' : link.liveService;
    return await runGraph({ terminal, given, file, document, service, link });
  } finally {
    await link.leave([]);
  }
}
