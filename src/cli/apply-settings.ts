import type { GraphDocument, GraphNode } from '../graph/document.ts';
import { setParam } from '../graph/edit.ts';
import type { JsonValue } from '../graph/json.ts';
import type { NodeRegistry } from '../graph/registry.ts';
import type { Setting } from './arguments.ts';
import { CommandError, exitCodes } from './exit-codes.ts';

/**
 * Sets params as `--set` says: the node by id, else by title; the value as JSON where the param takes that, else as text.
 * Throws a CommandError (2) for a node or param that is not there, or a value that does not fit.
 */
export function applySettings(
  document: GraphDocument,
  registry: NodeRegistry,
  settings: readonly Setting[],
): GraphDocument {
  return settings.reduce((changed, setting) => {
    const node = findNode(changed, setting);
    const schema = Object.hasOwn(registry.get(node.type)?.params.shape ?? {}, setting.param)
      ? registry.get(node.type)?.params.shape[setting.param]
      : undefined;
    if (!schema) throw wrong(setting, `${node.title ?? node.type} has no param "${setting.param}"`);
    const value = candidates(setting.value).find(
      (candidate) => (schema as { safeParse(v: unknown): { success: boolean } }).safeParse(candidate).success,
    );
    if (value === undefined) throw wrong(setting, `"${setting.value}" does not fit it`);
    return setParam(changed, node.id, setting.param, value);
  }, document);
}

function findNode(document: GraphDocument, setting: Setting): GraphNode {
  const byId = document.nodes.filter(({ id }) => id === setting.node);
  const found = byId.length > 0 ? byId : document.nodes.filter(({ title }) => title === setting.node);
  const [node] = found;
  if (!node) throw wrong(setting, `no node has the id or title "${setting.node}"`);
  if (found.length > 1) throw wrong(setting, `${found.length} nodes are called "${setting.node}": use an id`);
  return node;
}

/** The text itself first: a prompt of "12" stays a text. */
function candidates(text: string): readonly JsonValue[] {
  try {
    return [text, JSON.parse(text) as JsonValue];
  } catch (error) {
    if (error instanceof SyntaxError) return [text];
    throw error;
  }
}

function wrong({ node, param }: Setting, why: string): CommandError {
  return new CommandError(exitCodes.usage, `--set ${node}.${param}: ${why}.`);
}
