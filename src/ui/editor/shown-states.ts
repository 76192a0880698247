import { type GraphDocument, nodeOf } from '../../graph/document.ts';
import { evaluate } from '../../graph/evaluate.ts';
import type { CacheKey } from '../../graph/keys.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { defaultServiceOrigin, type Service } from '../../graph/service.ts';
import type { JobFeed } from '../../runtime/run/job-feed.ts';
import { nodeStates } from '../../runtime/run/node-states.ts';
import { servicePathOf } from '../../runtime/run/prepare-run.ts';
import type { Run } from '../../runtime/run/run.ts';
import { unmadeNodes } from '../../runtime/run/runs-of-node.ts';
import type { RunController } from '../../runtime/run/run-controller.ts';
import type { ServicePath } from '../../runtime/wire/job-client.ts';
import type { Health } from '../../runtime/wire/messages.ts';
import type { Derive } from './editor-core.ts';
import type { EditorState } from './editor.ts';

/** Which service a path means here: the gateway knows the live one's origin. */
export function serviceOf(path: ServicePath, health: Health | undefined): Service {
  return path === 'sandbox' ? 'sandbox' : (health?.services.live.service ?? defaultServiceOrigin);
}

export interface ShownSources {
  readonly registry: NodeRegistry;
  readonly feed: Pick<JobFeed, 'records' | 'reachable'>;
  readonly runs: Pick<RunController, 'of'>;
  /** Grows with every change of records, Runs or results. */
  readonly version: () => number;
  readonly results: () => ReadonlySet<CacheKey>;
  /** What the person switched to, for the graph that is open. */
  readonly chosen: () => ServicePath | undefined;
}

/**
 * Works out what is shown of a document: the service of its last Run, unless the person switched, the document evaluated for
 * it, and the state of every node. What did not change keeps its identity.
 */
export function deriveShown(sources: ShownSources): Derive {
  let seen = -1;
  return (next, before) => {
    const version = sources.version();
    const runsOfAll = sources.runs.of(next.graphId);
    const [run] = runsOfAll;
    const shown = sources.chosen() ?? (run ? servicePathOf(run.service) : 'sandbox');
    const service = serviceOf(shown, next.health);
    const fresh = next.document !== before?.document || next.evaluation.service !== service;
    if (next === before && !fresh && version === seen) return next;
    const evaluation = fresh ? evaluate(next.document, sources.registry, service) : next.evaluation;
    const stale = fresh || version !== seen || next.graphId !== before?.graphId;
    seen = version;
    const runs = runsOfAll.filter((each) => each.service === service);
    return {
      ...next,
      run,
      agreed: stale ? agreedRecords(runsOfAll, sources.feed.records) : next.agreed,
      underWay: stale ? runsOfAll.filter(({ state }) => state.kind !== 'ended') : next.underWay,
      shown,
      evaluation,
      connection: sources.feed.reachable ? next.connection : 'unreachable',
      selection: selectionIn(next, before),
      states: stale
        ? nodeStates({
            document: next.document,
            evaluation,
            jobs: sources.feed.records,
            runs,
            results: sources.results(),
          })
        : next.states,
      unmade: stale ? unmadeIn(next.document, unmadeNodes(runs, sources.feed.records)) : next.unmade,
    };
  };
}

/** Of the last Run, and of all that are under way. */
function agreedRecords(runs: readonly Run[], records: ShownSources['feed']['records']): EditorState['agreed'] {
  const shown = runs.filter(({ state }, index) => index === 0 || state.kind !== 'ended');
  const keys = new Set(shown.flatMap(({ agreed }) => agreed.map(({ jobKey }) => jobKey)));
  return new Map(
    [...keys].flatMap((key) => {
      const record = records.get(key);
      return record ? [[key, record] as const] : [];
    }),
  );
}

function unmadeIn(document: GraphDocument, unmade: EditorState['unmade']): EditorState['unmade'] {
  return new Map([...unmade].filter(([id]) => nodeOf(document, id)));
}

/** Nodes that are not there any more leave the selection. */
function selectionIn(next: EditorState, before: EditorState | undefined): EditorState['selection'] {
  if (next.document === before?.document && next.selection === before.selection) return next.selection;
  const present = new Set(next.document.nodes.map(({ id }) => id));
  const kept = [...next.selection].filter((id) => present.has(id));
  return kept.length === next.selection.size ? next.selection : new Set(kept);
}
