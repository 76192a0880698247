import { resolve } from 'node:path';
import { serveSandbox } from '../sandbox/serve.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** `shotgraph sandbox`: serves the sandbox alone until it is interrupted. */
export async function sandboxCommand(
  terminal: Terminal,
  { port, speed, folder }: { readonly port: number; readonly speed?: number; readonly folder?: string },
): Promise<ExitCode> {
  const served = await serveSandbox({
    port,
    ...(speed !== undefined && { speed }),
    ...(folder !== undefined && { folder: resolve(terminal.folder, folder) }),
  }).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === 'EADDRINUSE' ? `Port ${port} is taken by another program.` : String(error);
    throw new CommandError(exitCodes.failed, reason);
  });
  terminal.out(`The sandbox is at ${served.origin}; any token is good.`);
  await new Promise<void>((stop) => {
    if (terminal.interrupted.aborted) stop();
    terminal.interrupted.addEventListener('abort', () => stop(), { once: true });
  });
  await served.close();
  return exitCodes.done;
}
