import { resolve } from 'node:path';
import { serveSandbox } from '../sandbox/serve.ts';
import { faultsFrom } from './faults-from.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** `shotgraph sandbox`: serves the sandbox alone until it is interrupted. */
export async function sandboxCommand(
  terminal: Terminal,
  given: { readonly port: number; readonly speed?: number; readonly folder?: string; readonly faults?: string },
): Promise<ExitCode> {
  const { port, speed, folder } = given;
  const faults = await faultsFrom(given.faults && resolve(terminal.folder, given.faults));
  const served = await serveSandbox({
    port,
    ...(speed !== undefined && { speed }),
    ...(faults && { faults }),
    ...(folder !== undefined && { folder: resolve(terminal.folder, folder) }),
  }).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === 'EADDRINUSE' ? `Port ${port} is taken by another program.` : String(error);
    throw new CommandError(exitCodes.failed, reason);
  });
  terminal.out(`The sandbox is at ${served.origin}; any token is good.`);
  terminal.out('Words in a prompt, such as [refuse: face], let it refuse or fail; --help lists them.');
  await new Promise<void>((stop) => {
    if (terminal.interrupted.aborted) stop();
    terminal.interrupted.addEventListener('abort', () => stop(), { once: true });
  });
  await served.close();
  return exitCodes.done;
}
