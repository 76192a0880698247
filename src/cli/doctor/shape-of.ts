import { cutServiceText } from '../../runtime/runcomfy/service-text.ts';

/** Fields whose value is a word of the API and not somebody's: it is told. */
const telling = new Set([
  'status',
  'outcome',
  'error_code',
  'price_unit',
  'category',
  'queue_position',
  'cost',
  'type',
]);
const maxKeys = 40;
const maxDepth = 5;

/**
 * What a JSON value is made of, as indented lines: the names and types of its fields, and no text of anybody's. Addresses are
 * told by their host, ids and times by their form.
 */
export function shapeOf(value: unknown, name = '', depth = 0): readonly string[] {
  const head = `${'  '.repeat(depth)}${name === '' ? '' : `${plainKey(name)}: `}`;
  if (Array.isArray(value)) {
    const [first] = value as readonly unknown[];
    if (first === undefined) return [`${head}empty list`];
    return [`${head}list of ${value.length}`, ...(depth < maxDepth ? shapeOf(first, 'each', depth + 1) : [])];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (depth >= maxDepth) return [`${head}object of ${entries.length} fields`];
    const more = entries.length > maxKeys ? [`${'  '.repeat(depth + 1)}and ${entries.length - maxKeys} more`] : [];
    return [
      `${head}object`,
      ...entries.slice(0, maxKeys).flatMap(([key, field]) => shapeOf(field, key, depth + 1)),
      ...more,
    ];
  }
  return [head + (telling.has(name) ? told(value) : kindOf(value))];
}

function told(value: unknown): string {
  return typeof value === 'string' && !/^[\w .-]{0,40}$/.test(value) ? kindOf(value) : JSON.stringify(value);
}

function kindOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) return 'text, a UUID';
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)?$/.test(value)) {
    return `text, a time ${/(Z|[+-]\d\d:?\d\d)$/.test(value) ? 'with' : 'without'} its zone`;
  }
  if (/^https?:\/\//.test(value) && URL.canParse(value)) {
    const { host, search } = new URL(value);
    return `text, an address at ${host}${search === '' ? '' : ', with a query'}`;
  }
  if (/^-?\d+(\.\d+)?$/.test(value)) return 'text, a number';
  return `text of ${value.length} characters`;
}

function plainKey(name: string): string {
  return cutServiceText(name.replace(/[^\w.$-]/g, '?'), 60);
}
