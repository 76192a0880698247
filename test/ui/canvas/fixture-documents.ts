import { emptyDocument, type GraphDocument, type GraphNode, type Link } from '../../../src/graph/document.ts';

type Given = Pick<GraphNode, 'id' | 'type'> & Partial<GraphNode>;

export function node(given: Given): GraphNode {
  return { pos: [0, 0], size: [200, 80], mode: 'active', collapsed: false, pinned: false, params: {}, ...given };
}

/** "1.job>2.job" as a link. */
export function link(words: string): Link {
  const [from = '', to = ''] = words.split('>');
  const [source = '', output = ''] = from.split('.');
  const [target = '', input = ''] = to.split('.');
  return { from: { node: source, output }, to: { node: target, input } };
}

export function documentOf(
  nodes: readonly Given[],
  links: readonly string[] = [],
  rest: Partial<GraphDocument> = {},
): GraphDocument {
  return { ...emptyDocument('Test'), nodes: nodes.map(node), links: links.map(link), ...rest };
}

/** A grid of prompts, each linked to a generation beside it: `count` nodes in all. */
export function manyNodes(count: number): GraphDocument {
  const nodes: Given[] = [];
  const links: string[] = [];
  for (let index = 0; index < count; index++) {
    const [column, row] = [Math.floor(index / 2) % 36, Math.floor(index / 72)];
    const right = index % 2 === 1;
    nodes.push({
      id: String(index + 1),
      type: right ? 'TestGenerate' : 'TestPrompt',
      pos: [column * 560 + (right ? 280 : 0), row * 260],
      size: [232, 150],
      params: right ? {} : { text: `Shot ${index}` },
    });
    if (right) links.push(`${index}.prompt>${index + 1}.prompt`);
  }
  return documentOf(nodes, links);
}
