import { GatewayError, GatewayUnreachable } from '../runtime/wire/job-client.ts';
import { CommandError, exitCodes, outcomes } from './exit-codes.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { doctorCommand } from './doctor-command.ts';
import { helpText } from './help.ts';
import { loginCommand } from './login-command.ts';
import { planCommand } from './plan-command.ts';
import { processTerminal } from './process-terminal.ts';
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
    const said = [CommandError, GatewayError, GatewayUnreachable].some((kind) => error instanceof kind);
    if (!said || !(error instanceof Error)) throw error;
    const code = error instanceof CommandError ? error.code : exitCodes.failed;
    terminal.err(error.message);
    // A script that asked for JSON gets one object however the command ends, also when its words cannot be read.
    if (argv.includes('--json'))
      terminal.out(JSON.stringify({ outcome: outcomes[code], code, message: error.message }));
    return code;
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
      return serveCommand(terminal, given);
    case 'login':
      return loginCommand(terminal);
    case 'sandbox':
      return sandboxCommand(terminal, given);
    case 'plan':
      return planCommand(terminal, given);
    case 'doctor':
      return doctorCommand(terminal, given);
    case 'run':
      return runCommand(terminal, given);
  }
}
