import { type GraphNode, linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import type { LinkedWords, Tone } from '../canvas/node-view.ts';
import { titleOf } from '../canvas/title-of.ts';
import type { Editor, EditorState } from '../editor/editor.ts';
import { isMedium } from './medium-of.ts';
import { secondsWords } from '../../runtime/run/seconds-words.ts';
import { isUnderWay, toneOf } from './tone-of.ts';

type Registry = Editor['registry'];

/** What is linked to each input of a node, in words: the medium's name, and whether it is still awaited. */
export function linkedWords(
  state: EditorState,
  registry: Registry,
  node: GraphNode,
): ReadonlyMap<string, LinkedWords> | undefined {
  const { document } = state;
  const strip = registry.get(node.type)?.face === 'strip';
  const words = new Map<string, LinkedWords>();
  for (const { name } of socketsOf(document, node, registry).inputs) {
    const link = linkInto(document, node.id, name);
    const source = link && nodeOf(document, link.from.node);
    if (!link || !source) continue;
    const value = state.evaluation.nodes.get(source.id)?.outputs[link.from.output];
    const medium = isMedium(value) ? value : undefined;
    const called = medium?.name ?? shotName(state, registry, source.id) ?? titleOf(source, registry);
    const status = state.states.get(source.id);
    const tone = status ? toneOf(status) : 'idle';
    if (strip) {
      const text = medium?.seconds === undefined ? '' : secondsWords(medium.seconds);
      words.set(name, { label: called, text, tone: stripTone(tone) });
    } else if (status && isUnderWay(status)) words.set(name, { text: `${called}, waiting`, tone: 'busy' });
    else words.set(name, called);
  }
  return words.size === 0 ? undefined : words;
}

function stripTone(tone: Tone): Tone {
  return tone === 'free' ? 'ok' : tone;
}

/** The name of the generation behind a node that is not ready to be evaluated: over its single links, backwards. */
function shotName(state: EditorState, registry: Registry, from: NodeId): string | undefined {
  const { document } = state;
  const seen = new Set<NodeId>();
  for (let id: NodeId | undefined = from; id !== undefined && !seen.has(id);) {
    seen.add(id);
    const node: GraphNode | undefined = nodeOf(document, id);
    if (!node) return undefined;
    if (node.title !== undefined) return titleOf(node, registry);
    const linked: readonly NodeId[] = socketsOf(document, node, registry).inputs.flatMap(({ name }) => {
      const link = linkInto(document, node.id, name);
      return link ? [link.from.node] : [];
    });
    id = linked.length === 1 ? linked[0] : undefined;
  }
  return undefined;
}
