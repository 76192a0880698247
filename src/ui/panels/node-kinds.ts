import type { AnyNodeDefinition } from '../../graph/definition.ts';

/** The headings of the node panel, in the order a storyboard is built. */
const categories: readonly AnyNodeDefinition['category'][] = ['Inputs', 'Generate', 'Film', 'Notes'];

export interface KindGroup {
  readonly category: AnyNodeDefinition['category'];
  readonly kinds: readonly AnyNodeDefinition[];
}

/** Kinds of nodes by category. Every word of a search must stand in a kind's title, type, sentence or sockets. */
export function nodeKinds(definitions: readonly AnyNodeDefinition[], search = ''): readonly KindGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = definitions
    .filter((definition) => words.every((word) => haystack(definition).includes(word)))
    .toSorted((a, b) => rank(a, words) - rank(b, words) || a.title.localeCompare(b.title));
  return categories
    .map((category) => ({ category, kinds: fitting.filter((kind) => kind.category === category) }))
    .filter(({ kinds }) => kinds.length > 0);
}

function haystack({ title, type, about, inputs, outputs, category }: AnyNodeDefinition): string {
  const sockets = [...Object.values(inputs), ...Object.values(outputs)].map(({ socket }) => socket);
  return [title, type, about, category, ...sockets].join(' ').toLowerCase();
}

/** A kind whose title or type begins with what is searched for goes first. */
function rank({ title, type }: AnyNodeDefinition, [first]: readonly string[]): number {
  if (first === undefined) return 0;
  return [title, type].some((text) => text.toLowerCase().startsWith(first)) ? 0 : 1;
}
