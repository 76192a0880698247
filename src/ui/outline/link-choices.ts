import { type GraphDocument, type Link, linkInto, nodeOf } from '../../graph/document.ts';
import { linkRefusal } from '../../graph/link-refusal.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { canLink } from '../../graph/socket.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import { shownText } from '../canvas/shown-text.ts';
import { distinctTitle } from '../controls/distinct-title.ts';

/** The end of a link that is chosen first. */
export type LinkEnd = { readonly from: Link['from'] } | { readonly to: Link['to'] };

/** A link that may be made. */
export interface LinkChoice {
  readonly from: Link['from'];
  readonly to: Link['to'];
  /** Node and socket at the other end. */
  readonly node: string;
  readonly socket: string;
  readonly type: string;
  /** What is linked to the input now, and gives way. */
  readonly replaces?: string;
}

/** Every link that may be made with an end; free inputs before those whose link would give way. */
export function linkChoices(document: GraphDocument, registry: NodeRegistry, end: LinkEnd): readonly LinkChoice[] {
  const held = typeOf(document, registry, end);
  if (held === undefined) return [];
  const choices = document.nodes.flatMap((node) => {
    const { inputs, outputs } = socketsOf(document, node, registry);
    const sockets = 'from' in end ? inputs : outputs;
    return sockets.flatMap((socket): LinkChoice[] => {
      const fits = 'from' in end ? canLink(held, socket.type) : canLink(socket.type, held);
      if (!fits) return [];
      const from = 'from' in end ? end.from : { node: node.id, output: socket.name };
      const to = 'from' in end ? { node: node.id, input: socket.name } : end.to;
      const before = linkInto(document, to.node, to.input);
      const same = before?.from.node === from.node && before.from.output === from.output;
      if (same || linkRefusal(document, registry, from, to) !== undefined) return [];
      const former = before && 'from' in end ? nodeOf(document, before.from.node) : undefined;
      return [
        {
          from,
          to,
          node: distinctTitle(document, node, registry),
          socket: shownText(socket.label) || shownText(socket.type),
          type: socket.type,
          ...(former ? { replaces: distinctTitle(document, former, registry) } : {}),
        },
      ];
    });
  });
  return [
    ...choices.filter(({ replaces }) => replaces === undefined),
    ...choices.filter(({ replaces }) => replaces !== undefined),
  ];
}

function typeOf(document: GraphDocument, registry: NodeRegistry, end: LinkEnd): string | undefined {
  const node = nodeOf(document, 'from' in end ? end.from.node : end.to.node);
  if (!node) return undefined;
  const { inputs, outputs } = socketsOf(document, node, registry);
  return 'from' in end
    ? outputs.find(({ name }) => name === end.from.output)?.type
    : inputs.find(({ name }) => name === end.to.input)?.type;
}

/** The choices whose node and socket hold every word of a search. */
export function fittingChoices(choices: readonly LinkChoice[], search: string): readonly LinkChoice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ node, socket }) => words.every((word) => `${node} ${socket}`.toLowerCase().includes(word)));
}
