import type { RunClock } from '../../runtime/run/run-clock.ts';
import { GatewayError, GatewayUnreachable, type JobClient } from '../../runtime/wire/job-client.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { SpendReport } from '../../runtime/wire/spend.ts';
import { afterRest } from './after-rest.ts';

/** Changes that come within this time are asked about once, in milliseconds. */
const restMs = 500;

export interface MoneyWatch {
  /** Something may have been spent, or another graph is open: asks soon, where that is so. */
  look(graph: string, records: Iterable<JobRecord>, connected: boolean): void;
  /** Asks now. */
  ask(): Promise<void>;
  stop(): void;
}

/** Follows what is spent: asks the gateway for its sums when a live job changed, the graph is another one, or it came back. */
export function watchMoney(
  jobs: Pick<JobClient, 'spend'>,
  clock: RunClock,
  told: (report: SpendReport) => void,
  onTrouble: (error: unknown) => void,
): MoneyWatch {
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions();
  let seen = '';
  let graph = '';
  const rest = afterRest(clock, restMs, onTrouble);

  const ask = async (): Promise<void> => {
    const asked = graph;
    try {
      const report = await jobs.spend({ zone, graph: asked.slice(0, 200) });
      if (asked === graph) told(report);
    } catch (error) {
      // Asked again with the next change, or when the gateway is back.
      seen = '';
      if (!(error instanceof GatewayUnreachable || error instanceof GatewayError)) onTrouble(error);
    }
  };

  return {
    look(title, records, connected) {
      if (!connected) {
        seen = '';
        return;
      }
      let newest = 0;
      for (const { service, seq } of records) if (service !== 'sandbox') newest = Math.max(newest, seq);
      const now = `${newest} ${title}`;
      if (now === seen) return;
      seen = now;
      graph = title;
      rest.soon(() => void ask());
    },
    ask,
    stop: rest.stop,
  };
}
