import { environmentOf, openGateway } from './open-gateway.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** `shotgraph`: serves until it is interrupted. */
export async function serveCommand(terminal: Terminal, dev: boolean): Promise<ExitCode> {
  const environment = environmentOf(terminal);
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
