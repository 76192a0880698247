import type { GraphDocument, Link, NodeId } from '../document.ts';
import { linkPart } from './link-entry.ts';
import { inputKey, type LinkEnds, linkEnds, outputKey } from './link-ends.ts';
import { equalJson, type LosslessValue } from './lossless-json.ts';
import { idText } from './node-lenses.ts';
import type { SlotNames } from './slot-names.ts';

/** An entry of the file that is written again: with its link, or dangling. */
export interface StayingEntry {
  readonly entry: LosslessValue;
  readonly link?: Link;
  readonly ends: LinkEnds;
}

/** What becomes of the links of a file, and which ones are new. */
export interface LinkPlan {
  /** In the order of the file. */
  readonly staying: readonly StayingEntry[];
  readonly added: readonly Link[];
  /** Links whose ends are those of their entry. */
  readonly unchanged: ReadonlySet<Link>;
  /** Ids of entries that are deleted or lead elsewhere now. */
  readonly gone: ReadonlySet<string>;
  readonly into: ReadonlyMap<string, Link>;
  readonly outOf: ReadonlyMap<string, readonly Link[]>;
}

/** What a file held: its entries, and the slots of those of its nodes that the document still has. */
export interface FileLinks {
  readonly entries: readonly LosslessValue[];
  readonly dangling: ReadonlySet<LosslessValue>;
  /** Ids of every node that the file had. */
  readonly ids: ReadonlySet<NodeId>;
  readonly slots: ReadonlyMap<NodeId, SlotNames>;
}

export function planLinks(document: GraphDocument, file: FileLinks): LinkPlan {
  const claimed = claimedEntries(document, file);
  const unchanged = new Set<Link>();
  const touched = new Set<string>();
  const ends = file.entries.map((entry) => linkEnds(entry, file.slots));
  file.entries.forEach((entry, index) => {
    const link = claimed.get(entry);
    const { from, to } = ends[index] ?? {};
    if (link && equalJson({ from, to }, { from: link.from, to: link.to })) unchanged.add(link);
    else if (!file.dangling.has(entry)) touch(touched, { ...(from && { from }), ...(to && { to }) });
  });
  for (const link of document.links) if (!unchanged.has(link)) touch(touched, link);

  const present = new Set(document.nodes.map((node) => node.id));
  const staying = file.entries.flatMap((entry, index): StayingEntry[] => {
    const link = claimed.get(entry);
    const found = ends[index] ?? {};
    if (link) return [{ entry, link, ends: { from: link.from, to: link.to } }];
    return file.dangling.has(entry) && stillDangles(entry, found, file, present, touched)
      ? [{ entry, ends: found }]
      : [];
  });
  const stayed = new Set(staying.filter(({ link }) => !link || unchanged.has(link)).map(({ entry }) => entry));
  const placed = new Set(claimed.values());
  return {
    staying,
    added: document.links.filter((link) => !placed.has(link)),
    unchanged,
    gone: new Set(
      file.entries.filter((entry) => !stayed.has(entry)).map((entry) => idText(linkPart(entry, 'id')) ?? ''),
    ),
    into: new Map(document.links.map((link) => [inputKey(link.to), link])),
    outOf: byOutput(document.links),
  };
}

/** Entry → the link of the document that came from it. A second one with the same residue is a copy, so a new link. */
function claimedEntries(document: GraphDocument, file: FileLinks): ReadonlyMap<LosslessValue, Link> {
  const entries = new Set<LosslessValue>(file.entries.filter((entry) => typeof entry === 'object' && entry !== null));
  const claimed = new Map<LosslessValue, Link>();
  for (const link of document.links) {
    const entry = link.residue?.raw;
    if (entry !== undefined && entries.has(entry) && !claimed.has(entry)) claimed.set(entry, link);
  }
  return claimed;
}

/** Marks what an edit of links is about: the two sockets, and the lists they stand in. */
function touch(touched: Set<string>, { from, to }: LinkEnds): void {
  if (from) touched.add(listKey(from.node, 'outputs'));
  if (to) touched.add(listKey(to.node, 'inputs')).add(inputKey(to));
}

function listKey(node: NodeId, side: keyof SlotNames): string {
  return JSON.stringify([side, node, 'list']);
}

/**
 * A dangling entry stays until something about it is edited (G05): a node at its end is deleted, or its input is linked. It
 * goes as soon as it would come to mean something that nobody drew.
 */
function stillDangles(
  entry: LosslessValue,
  ends: LinkEnds,
  file: FileLinks,
  present: ReadonlySet<NodeId>,
  touched: ReadonlySet<string>,
): boolean {
  const stands = (part: 'fromNode' | 'toNode', named: boolean, side: keyof SlotNames): boolean => {
    const id = idText(linkPart(entry, part));
    if (id === undefined) return true;
    if (!file.ids.has(id)) return !present.has(id);
    return file.slots.has(id) && (named || !touched.has(listKey(id, side)));
  };
  return (
    stands('fromNode', ends.from !== undefined, 'outputs') &&
    stands('toNode', ends.to !== undefined, 'inputs') &&
    !(ends.to && touched.has(inputKey(ends.to)))
  );
}

function byOutput(links: readonly Link[]): ReadonlyMap<string, readonly Link[]> {
  const outOf = new Map<string, Link[]>();
  for (const link of links) {
    const list = outOf.get(outputKey(link.from));
    if (list) list.push(link);
    else outOf.set(outputKey(link.from), [link]);
  }
  return outOf;
}
