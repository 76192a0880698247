import type { GraphDocument, NodeId } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { Prepared } from '../../runtime/run/prepare-run.ts';
import { keysOf } from '../../runtime/run/run-keys.ts';
import type { Run } from '../../runtime/run/run.ts';
import { nameList, shotsFirst, shotsOf } from './shot-names.ts';

/** Which part of the graph a run is of, in a sentence, and what a person might not expect of it, a sentence each. */
export interface PartWords {
  readonly text: string;
  readonly notes: readonly string[];
}

type Asked = Pick<Prepared, 'document' | 'runs' | 'part' | 'heldBack' | 'evaluation'>;

/** Undefined of the whole graph. `before` has the Runs that did not make what is run again. */
export function partWords(
  { document, runs, part, heldBack, evaluation }: Asked,
  registry: NodeRegistry,
  before: ReadonlyMap<NodeId, Run>,
): PartWords | undefined {
  if (!part) return undefined;
  const names = (ids: readonly NodeId[]): string => nameList(document, ids, registry);
  const held = new Set(heldBack.map(({ node }) => node));
  const chosen = shotsFirst(
    document,
    part.nodes.filter((id) => !held.has(id)),
    registry,
  );
  const [some, all] = [shotsOf(runs, registry).length, shotsOf(document, registry).length];
  const count = `${some} of ${all === 1 ? '1 shot' : `${all} shots`}`;
  if (part.kind === 'selection') {
    const needs = chosen.length === 1 ? 'what it needs' : 'what they need';
    return { text: `${count}: ${names(chosen)} and ${needs}.`, notes: [] };
  }
  const keys = keysOf(evaluation).byNode;
  const edited = chosen.filter((id) => evaluation.nodes.get(id)?.order && before.get(id)?.keys[id] !== keys.get(id));
  const one = edited.length === 1;
  const stands = one
    ? 'was edited since: it is made as it stands now'
    : 'were edited since: they are made as they stand now';
  const notes = [
    ...(edited.length === 0 ? [] : [`${names(edited)} ${stands}.`]),
    ...heldBackNotes(document, heldBack, registry),
  ];
  const text =
    chosen.length === 0 ? 'Nothing can be run again by itself.' : `Only what was not made: ${names(chosen)}.`;
  return { text, notes };
}

/** One sentence for all nodes that are held back by the same others. */
function heldBackNotes(
  document: GraphDocument,
  heldBack: Asked['heldBack'],
  registry: NodeRegistry,
): readonly string[] {
  const groups = new Map<string, { readonly nodes: NodeId[]; readonly because: readonly NodeId[] }>();
  for (const { node, because } of heldBack) {
    const name = JSON.stringify(because);
    const group = groups.get(name);
    if (group) group.nodes.push(node);
    else groups.set(name, { nodes: [node], because });
  }
  return [...groups.values()].map(({ nodes, because }) => {
    const left = shotsFirst(document, nodes, registry);
    const [out, others] = [nameList(document, left, registry), nameList(document, because, registry)];
    const are = left.length === 1 ? 'is left out: it needs' : 'are left out: they need';
    const one = because.length === 1;
    return `${out} ${are} ${others}, which did not fail but ${one ? 'is' : 'are'} not made as ${one ? 'it stands' : 'they stand'} now. Run the selection, or everything, to make ${one ? 'it' : 'them'} too.`;
  });
}
