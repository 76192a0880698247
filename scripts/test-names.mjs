// The names of the tests of a file, read from its text without running it, so that it costs milliseconds and no browser.
import { parseAst } from 'vite';

const rowNumber = /^(M\d+|[AHJSBGU]\d{2}|SEC\d{2})(?=$|[\s,:])[\s,:]*/;

/** The row numbers that a name begins with, in their order. */
export function numbersOf(name) {
  const numbers = [];
  for (let rest = name; ;) {
    const found = rowNumber.exec(rest);
    if (!found) return numbers;
    numbers.push(found[1]);
    rest = rest.slice(found[0].length);
  }
}

/** Tests and describes that begin with row numbers: `{numbers, name}`, in the order of the file. Skipped ones do not count. */
export function numberedTests(text, path) {
  const program = parseAst(text, { lang: 'ts' }, path);
  const constants = new Map();
  for (const { type, id, init } of nodesIn(program))
    if (type === 'VariableDeclarator' && id.type === 'Identifier' && init) constants.set(id.name, init);

  const found = new Map();
  const note = (name, titles) => {
    const full = [...titles, name].join(' › ');
    const numbers = numbersOf(name);
    if (numbers.length > 0) found.set(full, { numbers, name: full });
  };
  const visit = (node, titles) => {
    const call = node.type === 'CallExpression' ? callOf(node) : undefined;
    if (call?.skipped) return;
    if (!call) return childrenOf(node).forEach((child) => visit(child, titles));
    // A table's own numbers are told row by row; one that adds none is told once, as it is written.
    const own = numbersOf(call.title).length;
    const rows = rowsOf(call.table, constants).map((row) => filledIn(call.title, row));
    const names = rows.filter((name) => numbersOf(name).length > own);
    const body = node.arguments.slice(1);
    if (call.base !== 'describe' || body.some(hasTest))
      [...(names.length < rows.length || rows.length === 0 ? [call.title] : []), ...names].forEach((name) =>
        note(name, titles),
      );
    if (call.base === 'describe') body.forEach((child) => visit(child, [...titles, call.title]));
  };
  visit(program, []);
  return [...found.values()];
}

/** What a call of test, it or describe says: its base, its title, its table of `each` or `for`, and whether it is skipped. */
function callOf(node) {
  let table;
  let skipped = false;
  let callee = node.callee;
  while (callee.type !== 'Identifier') {
    if (callee.type === 'MemberExpression') {
      skipped ||= ['skip', 'todo'].includes(callee.property.name);
      callee = callee.object;
    } else if (callee.type === 'CallExpression') {
      if (['each', 'for'].includes(callee.callee.property?.name)) table = callee.arguments[0];
      callee = callee.callee;
    } else return undefined;
  }
  const title = textOf(node.arguments[0]);
  return ['test', 'it', 'describe'].includes(callee.name) && title !== undefined
    ? { base: callee.name, title, table, skipped }
    : undefined;
}

/** A text as far as it stands in the source; what is computed is an ellipsis. */
function textOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join('…');
  return undefined;
}

/** The rows of a table as far as they stand in the file: a list, or the entries of an object. */
function rowsOf(table, constants) {
  const node = plain(table, constants);
  if (node?.type === 'ArrayExpression') return node.elements.map((row) => plain(row, constants));
  const callee = node?.type === 'CallExpression' ? node.callee : undefined;
  if (callee?.object?.name !== 'Object' || callee.property.name !== 'entries') return [];
  const of = plain(node.arguments[0], constants);
  return of?.type === 'ObjectExpression'
    ? of.properties.flatMap(({ key }) => (key ? [{ type: 'ArrayExpression', elements: [keyText(key)] }] : []))
    : [];
}

const keyText = (key) => (key.type === 'Identifier' ? { type: 'Literal', value: key.name } : key);

/** Without `as`, `satisfies` and brackets, and a name replaced by what it was declared as. */
function plain(node, constants) {
  if (['TSAsExpression', 'TSSatisfiesExpression', 'ParenthesizedExpression'].includes(node?.type))
    return plain(node.expression, constants);
  return node?.type === 'Identifier' && constants.has(node.name) ? plain(constants.get(node.name), constants) : node;
}

/** A title with the values of a row of its table in the places that Vitest fills. */
function filledIn(title, row) {
  const values = row?.type === 'ArrayExpression' ? [...row.elements] : [row];
  const shown = (node) => textOf(node) ?? (node?.type === 'Literal' ? String(node.value) : '…');
  const field = (name) =>
    row?.type === 'ObjectExpression' && row.properties.find(({ key }) => key && keyText(key).value === name)?.value;
  return title
    .replace(/%[sdifjo]/g, () => shown(values.shift()))
    .replace(/\$(\w+)/g, (whole, name) => (field(name) ? shown(field(name)) : whole));
}

function hasTest(node) {
  for (const each of nodesIn(node)) {
    const call = each.type === 'CallExpression' ? callOf(each) : undefined;
    if (call && call.base !== 'describe' && !call.skipped) return true;
  }
  return false;
}

const childrenOf = (node) =>
  Object.values(node)
    .flat()
    .filter((child) => typeof child?.type === 'string');

function* nodesIn(node) {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}
