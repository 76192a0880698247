import { homedir } from 'node:os';
import { readEnvironment } from '../../src/gateway/host/environment.ts';
import { startGateway } from '../../src/gateway/serve.ts';

/** A gateway as a process of its own, for tests that kill one: environment as usual, the app's folder as the argument. */
const [, , appFolder = ''] = process.argv;
const gateway = await startGateway({
  environment: readEnvironment(process.env, homedir()),
  version: '1.2.3',
  appFolder,
  graphsFolder: appFolder,
  print: () => undefined,
  writeLog: (line) => process.stderr.write(line),
});
process.stdout.write(`${gateway.address}\n`);
