import { z } from 'zod';
import type { GraphDocument, GraphNode } from '../../graph/document.ts';
import type { JsonObject } from '../../graph/json.ts';

const id = z.string();
const socket = z.strictObject({ name: z.string(), label: z.string(), type: z.string() });
const params: z.ZodType<JsonObject> = z.record(z.string(), z.json()) as z.ZodType<JsonObject>;

const nodeSchema = z.strictObject({
  id,
  type: z.string(),
  title: z.string().exactOptional(),
  pos: z.tuple([z.number(), z.number()]),
  size: z.tuple([z.number(), z.number()]),
  mode: z.enum(['active', 'muted', 'bypassed']),
  collapsed: z.boolean(),
  pinned: z.boolean(),
  params,
  foreign: z.strictObject({ why: z.string(), inputs: z.array(socket), outputs: z.array(socket) }).exactOptional(),
});

const linkSchema = z.strictObject({
  from: z.strictObject({ node: id, output: z.string() }),
  to: z.strictObject({ node: id, input: z.string() }),
});

/** A document as a Run keeps it: what decides its work and what it is called, without view, groups and residue. */
export const runDocumentSchema = z.strictObject({
  title: z.string(),
  nodes: z.array(nodeSchema),
  links: z.array(linkSchema),
  groups: z.tuple([]),
});
export type RunDocument = z.infer<typeof runDocumentSchema>;

/** The snapshot that a Run works on: editing goes on without it. */
export function runDocumentOf({ title, nodes, links }: GraphDocument): RunDocument {
  return runDocumentSchema.parse({
    title,
    nodes: nodes.map(withoutResidue),
    links: links.map(({ from, to }) => ({ from, to })),
    groups: [],
  });
}

function withoutResidue(node: GraphNode): Omit<GraphNode, 'residue'> {
  const { residue: _, ...rest } = node;
  return rest;
}
