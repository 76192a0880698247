import type { AnyNodeDefinition } from './definition.ts';

/** Every kind of node that is known, handed in by a composition root. */
export interface NodeRegistry {
  readonly definitions: readonly AnyNodeDefinition[];
  /** By own type name only: `constructor` and `__proto__` are unknown types (G08). */
  get(type: string): AnyNodeDefinition | undefined;
}

/** Builds a registry. Throws when two definitions claim one type. */
export function createRegistry(definitions: readonly AnyNodeDefinition[]): NodeRegistry {
  const byType = new Map<string, AnyNodeDefinition>();
  for (const definition of definitions) {
    if (byType.has(definition.type)) throw new Error(`two node definitions claim the type ${definition.type}`);
    byType.set(definition.type, definition);
  }
  return { definitions, get: (type) => byType.get(type) };
}
