import { resolve } from 'node:path';
import { environmentOf, openGateway } from './open-gateway.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** `shotgraph`: serves until it is interrupted. */
export async function serveCommand(
  terminal: Terminal,
  { dev, faults }: { readonly dev: boolean; readonly faults?: string },
): Promise<ExitCode> {
  const environment = {
    ...environmentOf(terminal),
    ...(faults !== undefined && { sandboxFaults: resolve(terminal.folder, faults) }),
  };
  const gateway = await openGateway(terminal, environment, {
    dev,
    print: (line) => terminal.out(line),
    writeLog: (line) => terminal.err(line.trimEnd()),
  });
  await new Promise<void>((resolve) => {
    if (terminal.interrupted.aborted) resolve();
    terminal.interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  await gateway.stop();
  return exitCodes.done;
}
