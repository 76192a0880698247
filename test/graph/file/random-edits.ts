import fc from 'fast-check';
import {
  addNode,
  connect,
  disconnect,
  patchNode,
  raiseNodes,
  removeNodes,
  reorderGrowing,
  setGroups,
  setParam,
  setTitle,
} from '../../../src/graph/edit.ts';
import type { GraphDocument } from '../../../src/graph/document.ts';
import type { JsonValue } from '../../../src/graph/json.ts';
import { socketsOf } from '../../../src/graph/sockets-of.ts';
import { fileRegistry } from './file-registry.ts';

type Edit = (document: GraphDocument) => GraphDocument;

/** Any number but -0, which a file cannot tell from 0. */
const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const coordinate = number(-1e7, 1e7);
const extent = number(1, 20_000);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', '\u202e\u0000', '__proto__'),
);
const pick = fc.nat(1_000_000);
const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)];

/** A value for a param, that of a schema or not; nothing that only positions could not tell from absence. */
const paramValue: fc.Arbitrary<JsonValue> = fc
  .oneof(text, fc.integer(), number(-1e300, 1e300), fc.boolean(), fc.jsonValue({ noUnicodeString: false }))
  .filter((value) => value !== null)
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
  .filter((value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));

const onNode = (index: number, edit: (document: GraphDocument, id: string) => GraphDocument): Edit => {
  return (document) => {
    const node = at(document.nodes, index);
    return node ? edit(document, node.id) : document;
  };
};

const edits: readonly fc.Arbitrary<Edit>[] = [
  fc.tuple(pick, coordinate, coordinate).map(([type, x, y]): Edit => (document) => {
    const definition = at(fileRegistry.definitions, type);
    return definition ? addNode(document, definition, { pos: [x, y] }).document : document;
  }),
  fc.tuple(pick, pick, pick, pick).map(([source, output, target, input]): Edit => (document) => {
    const [from, to] = [at(document.nodes, source), at(document.nodes, target)];
    const out = from && at(socketsOf(document, from, fileRegistry).outputs, output);
    const into = to && at(socketsOf(document, to, fileRegistry).inputs, input);
    if (!out || !into) return document;
    return connect(document, { node: from.id, output: out.name }, { node: to.id, input: into.name });
  }),
  pick.map((index): Edit => (document) => {
    const link = at(document.links, index);
    return link ? disconnect(document, link.to, fileRegistry) : document;
  }),
  pick.map((index) => onNode(index, (document, id) => removeNodes(document, new Set([id]), fileRegistry))),
  pick.map((index) => onNode(index, (document, id) => raiseNodes(document, new Set([id])))),
  fc
    .tuple(
      pick,
      fc.record(
        {
          pos: fc.tuple(coordinate, coordinate),
          size: fc.tuple(extent, extent),
          mode: fc.constantFrom('active' as const, 'muted' as const, 'bypassed' as const),
          collapsed: fc.boolean(),
          pinned: fc.boolean(),
          title: fc.option(text, { nil: undefined }),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([index, patch]) => onNode(index, (document, id) => patchNode(document, id, patch))),
  fc.tuple(pick, pick, fc.option(paramValue, { nil: undefined })).map(([index, name, value]): Edit => (document) => {
    const node = at(document.nodes, index);
    const param = at(Object.keys((node && fileRegistry.get(node.type)?.params.shape) ?? {}), name);
    return node && param !== undefined ? setParam(document, node.id, param, value) : document;
  }),
  pick.map((index) => onNode(index, (document, id) => reorderGrowing(document, id, 'images', [3, 1, 2]))),
  text
    .filter((title) => title !== '')
    .map(
      (title): Edit =>
        (document) =>
          setTitle(document, title),
    ),
  fc
    .tuple(text, fc.tuple(coordinate, coordinate, extent, extent), fc.option(text, { nil: undefined }))
    .map(([title, bounds, color]): Edit => (document) => {
      const id = String(document.groups.reduce((last, group) => Math.max(last, Number(group.id) || 0), 0) + 1);
      return setGroups(document, [
        ...document.groups,
        { id, title, bounds, ...(color === undefined ? {} : { color }) },
      ]);
    }),
  pick.map(
    (index): Edit =>
      (document) =>
        setGroups(document, document.groups.toSpliced(index % 3, 1)),
  ),
  fc.record({ scale: number(0.01, 100), offset: fc.tuple(coordinate, coordinate) }).map((view): Edit => (document) => ({
    ...document,
    view,
  })),
];

/** A row of edits as a person could make them, on whatever document they meet. */
export const randomEdits: fc.Arbitrary<Edit> = fc.array(fc.oneof(...edits), { maxLength: 40 }).map(
  (row): Edit =>
    (document) =>
      row.reduce((held, edit) => edit(held), document),
);
