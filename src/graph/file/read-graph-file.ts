import type { GraphDocument, GraphNode } from '../document.ts';
import type { Problem } from '../problem.ts';
import type { NodeRegistry } from '../registry.ts';
import { boundedText } from './bounded-text.ts';
import { documentTitleLens, viewLens } from './document-lenses.ts';
import { fileText } from './file-text.ts';
import { boundsLens, readGroups } from './group-lenses.ts';
import { isLosslessObject, type LosslessObject, ownMember } from './lossless-json.ts';
import { linkPart } from './link-entry.ts';
import { idText } from './node-lenses.ts';
import { parseLossless } from './parse-lossless.ts';
import { readLinks } from './read-links.ts';
import { nodeWarnings, readNode } from './read-node.ts';
import { type Opened, type Refusal, refuse, warning } from './refusal.ts';
import { scanJson } from './scan-json.ts';
import { slotNames } from './slot-names.ts';
import { tokenLikeValues } from './token-like.ts';
import { recogniseWorkflow, type Workflow } from './workflow-schema.ts';

/** What a person should know of a file that was opened. */
export interface ReadReport {
  /** Warnings, in words: placeholders and why, clamped values, dangling links, texts that look like tokens. */
  readonly problems: readonly Problem[];
  readonly placeholders: number;
  readonly danglingLinks: number;
}
export type ReadResult = { readonly ok: true; readonly document: GraphDocument; readonly report: ReadReport } | Refusal;

export interface ReadOptions {
  /** The file's name: its title, where the file itself has none. */
  readonly name?: string;
}

/**
 * Opens a graph file: ComfyUI workflow JSON 0.4 in UTF-8, up to 16 MB. Never throws; a file that is refused comes back as a
 * Problem with its place. What was understood of it, and all the rest, is written back by `writeGraphFile`.
 */
export function readGraphFile(
  file: Uint8Array | string,
  registry: NodeRegistry,
  options: ReadOptions = {},
): ReadResult {
  const workflow = openWorkflow(file);
  if (!workflow.ok) return workflow;
  const ids = nodeIds(workflow.value);
  return ids.ok ? readWorkflow(workflow.value, ids.value, registry, options) : ids;
}

/** The stages of the door, each of which may refuse (SEC23). */
function openWorkflow(file: Uint8Array | string): Opened<Workflow> {
  const text = fileText(file);
  if (!text.ok) return text;
  const scanned = scanJson(text.value);
  if (!scanned.ok) return scanned;
  const parsed = parseLossless(scanned.value);
  return parsed.ok ? recogniseWorkflow(parsed.value) : parsed;
}

/** Each node's id, and whether the file says it; refuses two nodes with one id. */
function nodeIds({ nodes, links }: Workflow): Opened<readonly { id: string; assumed: boolean }[]> {
  const taken = new Set<string>();
  const twice = new Set<string>();
  const written = nodes.map((raw) => idText(ownMember(raw, 'id')));
  for (const id of written) if (id !== undefined) (taken.has(id) ? twice : taken).add(id);
  if (twice.size > 0) {
    const named = [...twice].slice(0, 10).map(boundedText).join(', ');
    return refuse(
      'file-duplicate-ids',
      `More than one node has the id ${named}${twice.size > 10 ? ' …' : ''}, so links to it have no clear end.`,
      'Give each node an id of its own.',
      { node: boundedText([...twice][0] ?? '') },
    );
  }
  // A dangling link must not find its end in a node that the file gave no id.
  for (const entry of links)
    for (const part of ['fromNode', 'toNode'] as const) taken.add(idText(linkPart(entry, part)) ?? '');
  let next = 0;
  const free = (): string => {
    do next++;
    while (taken.has(String(next)));
    return String(next);
  };
  return {
    ok: true,
    value: written.map((id) => (id === undefined ? { id: free(), assumed: true } : { id, assumed: false })),
  };
}

function readWorkflow(
  workflow: Workflow,
  ids: readonly { readonly id: string; readonly assumed: boolean }[],
  registry: NodeRegistry,
  options: ReadOptions,
): ReadResult {
  const { raw, nodes: rawNodes, links: entries } = workflow;
  const slotted = rawNodes.map((raw, index) => {
    const { id, assumed } = ids[index] ?? { id: String(index), assumed: true };
    const node = readNode(raw, id, assumed, registry);
    return { id, raw, node, slots: slotNames(raw, node.foreign, registry.get(node.type)) };
  });
  const nodes: readonly GraphNode[] = slotted.map(({ node }) => node);
  const { links, dangling } = readLinks(entries, slotted);
  const title = documentTitleLens.get(raw);
  const assumed = title === undefined ? titleFrom(options.name) : undefined;
  const view = viewLens.get(raw);
  const document: GraphDocument = {
    title: title ?? assumed ?? '',
    nodes,
    links,
    groups: readGroups(ownMember(raw, 'groups')),
    ...(view ? { view } : {}),
    residue: { raw, ...(assumed === undefined ? {} : { assumed }), ...(dangling.length > 0 ? { dangling } : {}) },
  };
  return { ok: true, document, report: reportOf(document, raw, dangling.length) };
}

function reportOf(document: GraphDocument, raw: LosslessObject, danglingLinks: number): ReadReport {
  const problems: Problem[] = document.nodes.flatMap((node) =>
    isLosslessObject(node.residue?.raw) ? nodeWarnings(node, node.residue.raw) : [],
  );
  if (danglingLinks > 0)
    problems.push(
      warning(
        'dangling-links',
        `${danglingLinks === 1 ? 'One link leads' : `${danglingLinks} links lead`} to a node or socket that is not there.`,
        'They are not shown; the file keeps them until what they touch is edited.',
      ),
    );
  if (isLosslessObject(ownMember(raw, 'links')))
    problems.push(
      warning(
        'links-not-read',
        'The links of this file are no list, so none are shown.',
        'The file keeps them until a link is drawn.',
        { path: 'links' },
      ),
    );
  for (const group of document.groups)
    if (isLosslessObject(group.residue?.raw) && boundsLens.clamped(group.residue.raw))
      problems.push(
        warning(
          'clamped',
          `The place or size of group “${boundedText(group.title)}” is out of range and shown as the nearest that is not.`,
          'Change it, or leave it: the file keeps what it says.',
        ),
      );
  problems.push(...tokenLikeValues(raw));
  return { problems, placeholders: document.nodes.filter((node) => node.foreign).length, danglingLinks };
}

/** `~/films/Chase.json` → `Chase`. */
function titleFrom(name: string | undefined): string {
  const bare = (name ?? '').replace(/^.*[\\/]/s, '').replace(/\.json$/i, '');
  return bare === '' ? 'Untitled' : bare;
}
