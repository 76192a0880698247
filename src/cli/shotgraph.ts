import { homedir } from 'node:os';
import { CommandError, exitCodes } from './exit-codes.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { helpText } from './help.ts';
import { loginCommand } from './login-command.ts';
import { projectVersion } from './project-folder.ts';
import { runCommand } from './run-command.ts';
import { sandboxCommand } from './sandbox-command.ts';
import { serveCommand } from './serve-command.ts';
import type { Terminal } from './terminal.ts';

/** The `shotgraph` command. Resolves with the exit code; what is wrong is one line on standard error. */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  try {
    return await command(readArguments(argv), terminal);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.err(error.message);
    return error.code;
  }
}

async function command(given: Arguments, terminal: Terminal): Promise<number> {
  switch (given.command) {
    case 'help':
      terminal.out(helpText);
      return exitCodes.done;
    case 'version':
      terminal.out(projectVersion());
      return exitCodes.done;
    case 'serve':
      return serveCommand(terminal, given.dev);
    case 'login':
      return loginCommand(terminal);
    case 'sandbox':
      return sandboxCommand(terminal, given);
    case 'run':
      return runCommand(terminal, given);
  }
}

function processTerminal(): Terminal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    environment: process.env,
    home: homedir(),
    folder: process.cwd(),
    input: process.stdin,
    interrupted: stop.signal,
  };
}
