import { agreementChanges } from '../../runtime/run/agreement-changes.ts';
import { nextTake } from '../../runtime/run/next-take.ts';
import { nodeOf } from '../../graph/document.ts';
import type { Prepared } from '../../runtime/run/prepare-run.ts';
import type { RunPart } from '../../runtime/run/run-part.ts';
import type { StartRefusal } from '../../runtime/run/start-run.ts';
import { GatewayError, type ServicePath } from '../../runtime/wire/job-client.ts';
import { type Attempt, presentAttempt } from '../../runtime/wire/job-record.ts';
import { titleOf } from '../canvas/title-of.ts';
import { partWords } from '../dialogs/part-words.ts';
import type { EditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { Editor, EditorState, PendingQuote } from './editor.ts';
import type { OpenGraphs } from './open-graph.ts';
import { pausedRun } from './paused-run.ts';
import { serviceOf } from './shown-states.ts';
import { troubleNotice } from './trouble-words.ts';

type RunCalls = Pick<
  Editor,
  | 'run'
  | 'agree'
  | 'dismissQuote'
  | 'cancelRun'
  | 'continueRun'
  | 'newTake'
  | 'resolve'
  | 'cancelJob'
  | 'setWatched'
  | 'lookAgain'
  | 'acceptModel'
  | 'setRate'
  | 'setTypedAbove'
>;

/** What a look at the service brought. */
function foundWords(attempt: Attempt): string {
  if (attempt.status === 'succeeded' && attempt.missing === undefined) return 'It is here now.';
  if (attempt.status === 'succeeded') return 'Some of it is here now, and some still cannot be fetched.';
  return 'The service names its file again: it is being fetched.';
}

/** What is still asked for, where nothing has changed. */
const lacking: Readonly<Record<Exclude<StartRefusal, 'changed'>, readonly string[]>> = {
  'not-agreed': [],
  'number-not-typed': ['So many generations at once are agreed to by typing their number.'],
  'inline-not-agreed': ['Local files go to RunComfy inside the request. Agree to that, or give them public addresses.'],
};

/** A quote that may be agreed to, and the Runs that did not make what it makes again. */
interface Offered {
  readonly graphId: string;
  readonly prepared: Prepared;
  readonly unmade: EditorState['unmade'];
}

/** Rehearsing, running, cancelling, and deciding about jobs. `chose` is told which service is to be shown. */
export function runCalls(
  options: EditorOptions,
  core: EditorCore,
  graphs: OpenGraphs,
  chose: (service: ServicePath) => void,
): RunCalls {
  const { runs, jobs, feed, registry, clock, onTrouble } = options;
  const pressed = new Map<string, Promise<void>>();
  let offered: Offered | undefined;

  /** Does something; what goes wrong becomes a notice. */
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onTrouble(error);
      const unknown = { tone: 'bad', text: what, detail: error instanceof Error ? error.message : '' } as const;
      core.notify(troubleNotice(error, what) ?? unknown);
    }
  };

  const takeOver = ({ document }: Prepared): void => {
    if (document !== graphs.present.document) graphs.edit(document, 'New seeds');
  };

  const rehearse = (part: RunPart | undefined): Promise<void> =>
    attempt('The rehearsal did not start.', async () => {
      const { graphId, document } = graphs.present;
      const { unmade } = core.state;
      const { prepared } = await runs.rehearse(graphId, document, part);
      core.dismissOfGraph();
      const words = partWords(prepared, registry, unmade);
      if (words) core.notify({ tone: 'info', text: `Rehearsal. ${words.text}`, detail: words.notes.join(' ') });
      // Only where nobody edited meanwhile: typing goes before a seed.
      if (graphs.present.document === document) takeOver(prepared);
      chose('sandbox');
      const errors = prepared.problems.filter(({ severity }) => severity === 'error');
      if (errors.length === 0) return;
      const all = !prepared.plan.steps.some(({ action }) => action === 'run' || action === 'reuse');
      const text = all ? 'Nothing here can be rehearsed yet.' : 'Some of it cannot be rehearsed yet.';
      core.notify({ tone: all ? 'bad' : 'warn', text, problems: errors, ofGraph: true });
    });

  const offer = (asked: Offered, changed: readonly string[] = []): void => {
    const { settings, quote, price, accuracy, problems, fingerprint } = asked.prepared;
    if (!settings) return;
    offered = asked;
    const part = partWords(asked.prepared, registry, asked.unmade);
    const pending: PendingQuote = { quote, price, accuracy, problems, settings, fingerprint, changed };
    core.set({ quote: { ...pending, ...(part && { part }) } });
  };

  const askLive = (part: RunPart | undefined): Promise<void> =>
    attempt('The run could not be prepared.', async () => {
      const { graphId, document } = graphs.present;
      const { unmade } = core.state;
      const prepared = await runs.prepare(graphId, document, serviceOf('live', core.state.health), part);
      if (graphs.present.graphId !== graphId) return;
      if (graphs.present.document === document) takeOver(prepared);
      offer({ graphId, prepared, unmade });
    });

  const dismissQuote = (): void => {
    offered = undefined;
    core.set({ quote: undefined });
  };

  return {
    run(service, part) {
      const name = JSON.stringify([service, part]);
      let press = pressed.get(name);
      if (!press) {
        press = (service === 'live' ? askLive(part) : rehearse(part)).finally(() => pressed.delete(name));
        pressed.set(name, press);
      }
      return press;
    },
    agree: ({ inlineMedia, typed }) =>
      attempt('The run did not start.', async () => {
        const asked = offered;
        if (!asked) return;
        if (graphs.present.graphId !== asked.graphId) {
          dismissQuote();
          core.notify({
            tone: 'warn',
            text: 'Another graph is open now.',
            detail: 'Nothing was bought. Run it for its own quote.',
          });
          return;
        }
        // Taken away first: a second click must find nothing to agree to (U03).
        offered = undefined;
        const { graphId, prepared } = asked;
        const agreement = { fingerprint: prepared.fingerprint, inlineMedia, ...(typed !== undefined && { typed }) };
        // What stands on the canvas now is held against what was quoted.
        const { document } = graphs.present;
        const started = await runs.start(graphId, { ...prepared, document }, agreement).catch((error: unknown) => {
          offered = asked;
          throw error;
        });
        if (!started.ok) {
          const { why, prepared: fresh } = started;
          return offer(
            { ...asked, prepared: fresh },
            why === 'changed' ? agreementChanges(prepared, fresh) : lacking[why],
          );
        }
        core.set({ quote: undefined });
        chose('live');
      }),
    dismissQuote,
    cancelRun: () =>
      attempt('The run could not be cancelled.', async () => {
        await Promise.all(core.state.underWay.map(({ id }) => runs.cancelRun(id)));
      }),
    continueRun: () =>
      attempt('The run could not go on.', async () => {
        const run = pausedRun(core.state);
        if (run) await runs.continueRun(run.id);
      }),
    newTake(id) {
      const { document } = graphs.present;
      const node = nodeOf(document, id);
      if (node) graphs.edit(nextTake(document, registry, id), `New take of ${titleOf(node, registry)}`);
    },
    async resolve(job, resolution) {
      try {
        feed.take(await jobs.resolve(job, resolution));
        return undefined;
      } catch (error) {
        onTrouble(error);
        if (error instanceof GatewayError) return [error.reason, error.remedy].filter((part) => part !== '').join(' ');
        return `Your decision did not reach the gateway. ${error instanceof Error ? error.message : ''}`.trim();
      }
    },
    cancelJob: (job) =>
      attempt('The generation could not be cancelled.', async () => {
        const shown = feed.records.get(job);
        feed.take(await jobs.cancel(job, shown && presentAttempt(shown).n));
      }),
    setWatched: (job, watched) =>
      attempt(`The generation is ${watched ? 'not watched again' : 'still watched'}.`, async () =>
        feed.take(await jobs.setWatched(job, watched)),
      ),
    async lookAgain(job) {
      try {
        const record = await jobs.lookAgain(job);
        feed.take(record);
        return foundWords(presentAttempt(record));
      } catch (error) {
        onTrouble(error);
        if (error instanceof GatewayError) return [error.reason, error.remedy].filter((part) => part !== '').join(' ');
        return `The gateway did not answer: look again later. ${error instanceof Error ? error.message : ''}`.trim();
      }
    },
    setRate: (rated, usdPerSecond) =>
      attempt('The rate was not remembered.', async () => {
        const rate = usdPerSecond === undefined ? rated : { ...rated, usdPerSecond, at: clock.now() };
        await jobs.saveSettings({ rates: [rate] });
        const asked = offered;
        if (!asked) return;
        const { document, service, part } = asked.prepared;
        const prepared = await runs.prepare(asked.graphId, document, service, part);
        // The quote that stands is the same one, priced anew by the person who reads it.
        if (offered === asked) offer({ ...asked, prepared });
      }),
    setTypedAbove: (count) =>
      attempt('The limit was not remembered.', async () => {
        await jobs.saveSettings({ typedAbove: count });
      }),
    acceptModel: (written, sent) =>
      attempt('The newer model was not remembered.', async () => {
        await jobs.saveSettings({ acceptedModels: { [written]: sent } });
        core.notify({
          tone: 'ok',
          text: `From now on ${sent} is sent.`,
          detail: 'Nothing was charged so far. Run again.',
        });
      }),
  };
}
