import { type AnyNodeDefinition, isGrowing } from '../../graph/definition.ts';
import { type GraphDocument, type Link, linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import { addNode, connect, setParam } from '../../graph/edit.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { canLink } from '../../graph/socket.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import type { Film, Shot } from './film.ts';
import { nextName } from './next-name.ts';

/** The document with one more shot, or why there cannot be one, as a sentence. */
export type NextShot =
  | { readonly ok: true; readonly document: GraphDocument; readonly nodes: ReadonlySet<NodeId>; readonly name: string }
  | { readonly ok: false; readonly reason: string };

/**
 * A whole next shot after the model of the last one: copies of the nodes that make it (its words, its request, what waits for
 * it), the same references, and the last clip in place of the one before it; linked to the end of the film.
 */
export function nextShot(document: GraphDocument, registry: NodeRegistry, film: Film | undefined): NextShot {
  const reason = nextShotRefusal(film);
  const last = film?.shots.at(-1);
  if (!film || last?.maker === undefined || reason !== undefined) return { ok: false, reason: reason ?? '' };
  return { ok: true, ...copyShot(document, registry, film, { ...last, maker: last.maker }) };
}

/** Why a film cannot have one more shot, as a sentence; undefined where it can. */
export function nextShotRefusal(film: Film | undefined): string | undefined {
  if (!film) return 'There is no storyboard node to add a shot to.';
  const last = film.shots.at(-1);
  if (!last) return 'There is no shot yet to go on from. Link a first clip to the storyboard.';
  if (film.shots.length >= film.max) return `A film takes at most ${film.max} shots.`;
  if (last.maker === undefined)
    return `${last.name} is not generated here, so there is nothing to copy. Add a shot on the canvas.`;
  return undefined;
}

function copyShot(before: GraphDocument, registry: NodeRegistry, film: Film, last: Shot & { readonly maker: NodeId }) {
  const name = nextName(
    last.name,
    before.nodes.map(({ title }) => title ?? ''),
  );
  const chain = chainOf(before, registry, last);
  const offset = offsetOf(before, film, chain);
  let document = before;
  const copies = new Map<NodeId, NodeId>();
  for (const id of chain) {
    const node = nodeOf(before, id);
    const definition = node && registry.get(node.type);
    if (!node || !definition) continue;
    const title = node.title === undefined ? undefined : renamed(node.title, last.name, name);
    const added = addNode(document, definition, {
      pos: [node.pos[0] + offset[0], node.pos[1] + offset[1]],
      params: node.params,
      ...(title === undefined ? {} : { title }),
    });
    document = {
      ...added.document,
      nodes: added.document.nodes.map((n) => (n.id === added.id ? { ...n, size: node.size } : n)),
    };
    const take = paramPlaying(definition, 'take');
    if (take !== undefined) document = setParam(document, added.id, take, undefined);
    copies.set(id, added.id);
  }
  const previous = film.shots.at(-2);
  for (const link of before.links) {
    const to = copies.get(link.to.node);
    if (to === undefined) continue;
    const inside = copies.get(link.from.node);
    // What was taken from the clip before is taken from the last clip now.
    const from =
      inside !== undefined
        ? { node: inside, output: link.from.output }
        : link.from.node === previous?.node
          ? { node: last.node, output: last.output }
          : link.from;
    document = connect(document, from, { node: to, input: link.to.input });
  }
  const maker = copies.get(last.maker);
  if (maker !== undefined) {
    const referred = linkFrom(document, maker, last) ?? addReference(document, registry, maker, last);
    if (referred) document = connect(document, { node: last.node, output: last.output }, referred.to);
    document = renameInWords(document, registry, copies, { last, previous, input: referred?.to.input });
  }
  const end = copies.get(last.node);
  if (end !== undefined)
    document = connect(
      document,
      { node: end, output: last.output },
      { node: film.node, input: `${film.base}_${last.number + 1}` },
    );
  return { document, nodes: new Set(copies.values()), name };
}

/** The nodes that make a shot: what lies between request and clip, and the words that only this request is given. */
function chainOf(
  document: GraphDocument,
  registry: NodeRegistry,
  shot: Shot & { readonly maker: NodeId },
): readonly NodeId[] {
  const chain = new Set<NodeId>();
  const back = (id: NodeId): boolean => {
    if (id === shot.maker || chain.has(id)) return true;
    const kind = kindOf(document, registry, id);
    if (kind !== 'await' && kind !== 'pass') return false;
    const sources = document.links.filter(({ to }) => to.node === id).map(({ from }) => from.node);
    const leads = sources.filter(back).length > 0;
    if (leads) chain.add(id);
    return leads;
  };
  back(shot.node);
  const maker = nodeOf(document, shot.maker);
  const definition = maker && registry.get(maker.type);
  const words = Object.entries(definition?.inputs ?? {}).flatMap(([input, spec]) => {
    const link = isGrowing(spec) ? undefined : linkInto(document, shot.maker, input);
    return link && kindOf(document, registry, link.from.node) === 'value' ? [link.from.node] : [];
  });
  return [...words, shot.maker, ...[...chain].filter((id) => id !== shot.maker)];
}

function kindOf(
  document: GraphDocument,
  registry: NodeRegistry,
  id: NodeId,
): AnyNodeDefinition['work']['kind'] | undefined {
  const node = nodeOf(document, id);
  return node && !node.foreign ? registry.get(node.type)?.work.kind : undefined;
}

/** As far below the last shot as that stands from the one before; else below all of its nodes. */
function offsetOf(document: GraphDocument, film: Film, chain: readonly NodeId[]): readonly [number, number] {
  const [previous, last] = film.shots
    .slice(-2)
    .map(({ maker }) => (maker === undefined ? undefined : nodeOf(document, maker)));
  if (previous && last && previous !== last) {
    const step = [last.pos[0] - previous.pos[0], last.pos[1] - previous.pos[1]] as const;
    if (Math.hypot(...step) >= 40) return step;
  }
  const nodes = chain.flatMap((id) => nodeOf(document, id) ?? []);
  const top = Math.min(...nodes.map(({ pos }) => pos[1]));
  const bottom = Math.max(...nodes.map(({ pos, size }) => pos[1] + size[1]));
  return [0, Math.round(bottom - top + 80)];
}

function linkFrom(document: GraphDocument, node: NodeId, shot: Shot): Link | undefined {
  return document.links.find(
    ({ from, to }) => to.node === node && from.node === shot.node && from.output === shot.output,
  );
}

/** The free input of a request that takes the last clip. */
function addReference(
  document: GraphDocument,
  registry: NodeRegistry,
  maker: NodeId,
  shot: Shot,
): Pick<Link, 'to'> | undefined {
  const [source, target] = [nodeOf(document, shot.node), nodeOf(document, maker)];
  const type = source && socketsOf(document, source, registry).outputs.find(({ name }) => name === shot.output)?.type;
  if (!target || type === undefined) return undefined;
  const free = socketsOf(document, target, registry).inputs.find((socket) => socket.free && canLink(type, socket.type));
  return free && { to: { node: maker, input: free.name } };
}

/** Words that spoke of the clip before speak of the last one; words that named none begin with it. */
function renameInWords(
  document: GraphDocument,
  registry: NodeRegistry,
  copies: ReadonlyMap<NodeId, NodeId>,
  names: { readonly last: Shot; readonly previous: Shot | undefined; readonly input: string | undefined },
): GraphDocument {
  const { last, previous, input } = names;
  let next = document;
  for (const id of copies.values()) {
    const node = nodeOf(next, id);
    const definition = node && registry.get(node.type);
    const param = definition && definition.work.kind === 'value' ? paramPlaying(definition, 'lines') : undefined;
    const text = node && param !== undefined ? node.params[param] : undefined;
    if (!node || param === undefined || typeof text !== 'string') continue;
    const spoken = previous ? replaceName(text, previous.name, last.name) : text;
    const named = input !== undefined && mentionsAny(spoken, [last.name, input]);
    next = setParam(next, id, param, named || input === undefined ? spoken : `Extend @${last.name}. ${spoken}`.trim());
  }
  return next;
}

const wordEnd = '(?![\\p{L}\\p{N}\\p{M}_])';
const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function replaceName(text: string, from: string, to: string): string {
  return text.replace(new RegExp(`@${escaped(from)}${wordEnd}`, 'giu'), () => `@${to}`);
}

function mentionsAny(text: string, names: readonly string[]): boolean {
  return names.some((name) => new RegExp(`@${escaped(name)}${wordEnd}`, 'iu').test(text));
}

function renamed(title: string, from: string, to: string): string {
  return title.includes(from) ? title.replace(from, () => to) : title;
}
