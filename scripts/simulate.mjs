// Lives seeds of the simulated world (docs/simulation.md): npm run simulate -- --seeds 5000 --seed 1
import { runnerImport } from 'vite';

const { module } = await runnerImport('./test/simulation/simulate-command.ts', { logLevel: 'warn' });
process.exitCode = await module.simulateCommand(process.argv.slice(2), console.log);
