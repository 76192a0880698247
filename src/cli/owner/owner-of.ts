import type { Environment } from '../../gateway/host/environment.ts';
import { readSessionValue } from '../../gateway/host/session-value.ts';
import { systemClock } from '../../gateway/host/system-clock.ts';
import type { Watch } from '../../gateway/live-service.ts';
import { openGateway } from '../open-gateway.ts';
import { projectVersion } from '../project-folder.ts';
import { stopError } from '../stop-reason.ts';
import type { Terminal } from '../terminal.ts';
import { linkToOwner, type OwnerLink } from './owner-link.ts';

/** Links a command to the owner of its data folder, or makes this process that, whose exchanges with the live service `watch` sees. Rejects with a CommandError. */
export async function ownerOf(terminal: Terminal, environment: Environment, watch?: Watch): Promise<OwnerLink> {
  // Port 0: the owner always listens, and says where in its folder.
  const own = { ...environment, port: 0 };
  const quiet = { print: () => undefined, writeLog: () => undefined, ...(watch && { watch }) };
  try {
    return await linkToOwner({
      folder: environment.dataFolder,
      version: projectVersion(),
      liveService: environment.serviceOrigin,
      session: () => readSessionValue(environment.dataFolder),
      open: () => openGateway(terminal, own, quiet),
      say: (line) => terminal.err(line),
      clock: systemClock,
      fetch,
      signal: terminal.interrupted,
    });
  } catch (error) {
    throw terminal.interrupted.aborted ? stopError(terminal.interrupted.reason) : error;
  }
}
