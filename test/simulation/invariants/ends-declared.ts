import { ended, presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import type { InvariantWatch } from './invariant.ts';

/** At rest a job has ended, waits for a decision, or is a claim that nobody drives any more and that nothing was sent of. */
export function endsDeclared(): InvariantWatch {
  return {
    name: 'every job ends in a declared state or is honestly pending',
    atRest({ world, records }) {
      for (const record of records) {
        const { status } = presentAttempt(record);
        if (ended.has(status)) continue;
        if (status === 'claimed' && world.journal.statusOf(record.jobKey) !== 'submitting') continue;
        return `${record.jobKey.slice(0, 8)} is still ${status}`;
      }
      for (const run of world.browser.runs.values()) {
        const open = run.state.kind === 'running' || (run.state.kind === 'paused' && run.state.why === 'network');
        if (open) return `Run ${run.id} is ${run.state.kind} and nothing drives it`;
      }
      return undefined;
    },
  };
}
