import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import {
  isLosslessObject,
  type LosslessObject,
  type LosslessValue,
  numberOf,
  ownMember,
  ownObject,
} from './lossless-json.ts';
import { type Opened, refuse } from './refusal.ts';
import { boundedText } from './bounded-text.ts';

/** The most nodes that a graph file may have (G17). */
export const maxNodes = 20_000;
/** The version of `extra.shotgraph` that is read and written. */
export const currentSchema = 1;

const object = z.custom<LosslessObject>(isLosslessObject, 'is no object');
const id = z.union([z.string(), z.number(), z.instanceof(LosslessNumber), z.null()], 'is neither a number nor a text');
const node = object.refine((raw) => id.optional().safeParse(ownMember(raw, 'id')).success, {
  error: 'has an id that is neither a number nor a text',
});

/** What must hold of a workflow for it to be read at all; whatever else is odd is kept, and shown as far as it is understood. */
const workflowSchema = z.object({
  nodes: z.array(node, 'is no list'),
  // An object in this place is kept as it is, without meaning (G10).
  links: z.union([z.array(z.custom<LosslessValue>(() => true)), object], 'is no list').nullish(),
});

/** A workflow as it stands in a file: the whole, and the lists that are understood. */
export interface Workflow {
  readonly raw: LosslessObject;
  readonly nodes: readonly LosslessObject[];
  readonly links: readonly LosslessValue[];
}

/** Recognises a workflow among all JSON, and refuses what was made by a newer Shotgraph (G16). */
export function recogniseWorkflow(raw: LosslessValue): Opened<Workflow> {
  const nodes = ownMember(raw, 'nodes');
  if (!isLosslessObject(raw) || nodes === undefined) return refuse(...noWorkflow(raw));
  if (Array.isArray(nodes) && nodes.length > maxNodes)
    return refuse(
      'file-too-many-nodes',
      `This file has ${nodes.length} nodes; ${maxNodes} is the most that is opened.`,
      'Split the workflow into several files.',
    );
  const newer = newerVersion(raw);
  if (newer !== undefined)
    return refuse(
      'file-newer',
      `This file was made by version ${newer} of Shotgraph, which is newer than this one.`,
      'Update Shotgraph to open it.',
    );
  const checked = workflowSchema.safeParse(raw);
  if (checked.success) {
    const { nodes, links } = checked.data;
    return { ok: true, value: { raw, nodes, links: Array.isArray(links) ? links : [] } };
  }
  const issue = checked.error.issues[0];
  const path = pathText(issue?.path ?? []);
  return refuse('file-not-workflow', `${path} in this file ${issue?.message}.`, 'Repair it, or open another file.', {
    path,
  });
}

function noWorkflow(raw: LosslessValue): [code: string, reason: string, remedy: string] {
  if (isApiFormat(raw) || isApiFormat(ownMember(raw, 'prompt')))
    return [
      'file-api-format',
      'This is ComfyUI’s API format: what a server is sent, without places, groups and titles.',
      'In ComfyUI, save the workflow itself instead of exporting it for the API.',
    ];
  return ['file-not-workflow', 'This is JSON, but no workflow: it has no list of nodes.', 'Choose a workflow file.'];
}

/** Node ids to objects with a `class_type`. */
function isApiFormat(raw: LosslessValue | undefined): boolean {
  if (!isLosslessObject(raw)) return false;
  const members = Object.values(raw);
  return members.length > 0 && members.every((member) => typeof ownMember(member, 'class_type') === 'string');
}

/** The version as the file tells it, where its schema is not one that is read here. */
function newerVersion(raw: LosslessObject): string | undefined {
  const own = ownObject(ownMember(raw, 'extra'), 'shotgraph');
  const written = ownMember(own, 'schema');
  const schema = typeof written === 'string' ? Number(written) : numberOf(written);
  if (schema === undefined || !(schema > currentSchema)) return undefined;
  const version = ownMember(own, 'version');
  return boundedText(typeof version === 'string' && version !== '' ? version : String(schema));
}

/** `nodes`, 3, `id` → `nodes[3].id`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text === '' ? '' : `${text}.`}${String(part)}`),
    '',
  );
}
