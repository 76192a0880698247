import { DataFolderError } from '../gateway/host/data-folder.ts';
import { type Environment, EnvironmentError, readEnvironment } from '../gateway/host/environment.ts';
import { TokenFileError } from '../gateway/host/token.ts';
import { StartError } from '../gateway/http-server.ts';
import { type RunningGateway, startGateway } from '../gateway/serve.ts';
import type { Watch } from '../gateway/live-service.ts';
import { StorageError } from '../runtime/jobs/ports.ts';
import { faultsFrom } from './faults-from.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { projectFolder, projectVersion } from './project-folder.ts';
import type { Terminal } from './terminal.ts';

/** Reads the environment, or ends the command with one line a mistake. */
export function environmentOf(terminal: Pick<Terminal, 'environment' | 'home'>): Environment {
  try {
    return readEnvironment(terminal.environment, terminal.home);
  } catch (error) {
    if (error instanceof EnvironmentError) throw new CommandError(exitCodes.failed, error.message);
    throw error;
  }
}

/** Milliseconds that a start which was interrupted may still take to end in good order. */
const startGraceMs = 2_000;

/**
 * Starts a gateway of this process, or ends the command with the one line that says why not. A start that hangs, as on a disk
 * that does not answer, ends with the process when it is interrupted.
 */
export async function openGateway(
  terminal: Pick<Terminal, 'interrupted' | 'endNow'>,
  environment: Environment,
  options: {
    readonly dev?: boolean;
    readonly print: (line: string) => void;
    readonly writeLog: (line: string) => void;
    readonly watch?: Watch;
  },
): Promise<RunningGateway> {
  const { dev = false, print, writeLog, watch } = options;
  let grace: NodeJS.Timeout | undefined;
  const giveUp = (): void => {
    grace = setTimeout(() => terminal.endNow(), startGraceMs);
  };
  if (terminal.interrupted.aborted) giveUp();
  terminal.interrupted.addEventListener('abort', giveUp, { once: true });
  try {
    const faults = await faultsFrom(environment.sandboxFaults);
    return await startGateway({
      environment,
      ...(faults && { faults }),
      ...(watch && { watch }),
      version: projectVersion(),
      appFolder: dev ? projectFolder.root : projectFolder.app,
      graphsFolder: projectFolder.graphs,
      dev,
      print,
      writeLog,
    });
  } catch (error) {
    const known = [DataFolderError, TokenFileError, StorageError, StartError].some((kind) => error instanceof kind);
    if (known && error instanceof Error) throw new CommandError(exitCodes.failed, error.message, { cause: error });
    throw error;
  } finally {
    terminal.interrupted.removeEventListener('abort', giveUp);
    clearTimeout(grace);
  }
}
