import type { AnyNodeDefinition } from './definition.ts';
import type { GraphNode } from './document.ts';
import type { JsonObject } from './json.ts';
import { fieldOf } from './param-field.ts';
import { refusedParamWords } from './param-words.ts';
import type { Problem } from './problem.ts';

export type ParsedParams =
  | { readonly ok: true; readonly params: JsonObject }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A node's params after defaults, or one Problem for each that its schema refuses. */
export function parseParams(definition: AnyNodeDefinition, node: GraphNode): ParsedParams {
  const result = definition.params.safeParse(node.params);
  if (result.success) return { ok: true, params: result.data as JsonObject };
  const problems = result.error.issues.map((issue): Problem => {
    const param = String(issue.path[0] ?? '');
    return {
      code: 'wrong-param',
      severity: 'error',
      place: { node: node.id, param },
      reason: `${fieldOf(definition, param).label} ${refusedParamWords(issue)}.`,
      remedy: 'Set it to a value that the form offers.',
    };
  });
  return { ok: false, problems };
}
