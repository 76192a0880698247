import type { AnyNodeDefinition } from './definition.ts';
import { createRegistry, type NodeRegistry } from './registry.ts';

/**
 * A registry of every file that `import.meta.glob('../nodes/*.ts', { eager: true })` found: each exports `node`, and is
 * named like its type. Throws when a file breaks that rule.
 */
export function registryOf(modules: Readonly<Record<string, unknown>>): NodeRegistry {
  const definitions = Object.entries(modules).map(([path, module]) => {
    const { node } = module as { readonly node?: AnyNodeDefinition };
    const name = path.replace(/^.*\//, '').replace(/\.ts$/, '');
    if (node?.type !== name) throw new Error(`${path} must export \`node\`, a definition of the type ${name}`);
    return node;
  });
  return createRegistry(definitions);
}
