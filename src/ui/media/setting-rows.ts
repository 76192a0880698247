import type { AnyNodeDefinition } from '../../graph/definition.ts';
import { type GraphNode, ownParam } from '../../graph/document.ts';
import type { JsonValue } from '../../graph/json.ts';
import { fieldOf, type ParamField } from '../../graph/param-field.ts';
import type { SettingRow } from '../canvas/node-view.ts';

/** Settings beyond this many rows are the inspector's. */
const mostRows = 4;

/** A param as it counts: as written where it fits the schema, else its default. */
export function settingOf(definition: AnyNodeDefinition, node: GraphNode, param: string): JsonValue | undefined {
  const schema = Object.hasOwn(definition.params.shape, param) ? definition.params.shape[param] : undefined;
  const written = ownParam(node.params, param);
  const parsed = schema?.safeParse(written);
  return (parsed?.success ? parsed.data : written) as JsonValue | undefined;
}

function defaultOf(definition: AnyNodeDefinition, param: string): unknown {
  const parsed = definition.params.shape[param]?.safeParse(undefined);
  return parsed?.success ? parsed.data : undefined;
}

/** A label without its unit in brackets: that stands beside the value. */
export function plainLabel({ label }: ParamField): string {
  return label.replace(/\s*\([^()]*\)\s*$/, '');
}

/**
 * The settings worth a row on a node whose face is its form: what is chosen from a few, what slides, what was switched away
 * from its default, the take, and each one that is marked. `takes` is the highest take that was ever asked for, where that is
 * known.
 */
export function settingRows(
  definition: AnyNodeDefinition,
  node: GraphNode,
  takes?: number,
  marked: ReadonlySet<string> = new Set(),
): readonly SettingRow[] {
  if (definition.face !== 'form') return [];
  const choices: string[] = [];
  const rows: SettingRow[] = [];
  const wrong: SettingRow[] = [];
  let choice: string | undefined;
  for (const param of Object.keys(definition.params.shape)) {
    const words = fieldOf(definition, param);
    const value = settingOf(definition, node, param);
    const unusual = value !== defaultOf(definition, param);
    if (marked.has(param)) {
      wrong.push({ label: plainLabel(words), value: shownValue(value, words), wrong: true });
      continue;
    }
    if (words.advanced || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean'))
      continue;
    if (words.control === 'segments' || (words.control === 'select' && unusual)) {
      choices.push(String(value));
      choice ??= plainLabel(words);
    } else if (words.control === 'slider' || (words.control === 'number' && unusual)) {
      rows.push({ label: plainLabel(words), value: shownValue(value, words) });
    } else if (words.control === 'switch' && unusual) {
      rows.push({ label: plainLabel(words), value: shownValue(value, words) });
    } else if (words.control === 'take' && typeof value === 'number' && (value > 1 || (takes ?? 1) > 1)) {
      rows.push({
        label: plainLabel(words),
        value: takes === undefined ? String(value) : `${value} of ${Math.max(takes, value)}`,
      });
    }
  }
  if (choice !== undefined && choices.length > 0)
    // A node with a name of its own says here what it is.
    rows.unshift({ label: node.title === undefined ? choice : definition.title, value: choices.join(' · ') });
  return [...rows.slice(0, Math.max(0, mostRows - wrong.length)), ...wrong.slice(0, mostRows)];
}

function shownValue(value: JsonValue | undefined, { unit }: ParamField): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (value === undefined) return 'not set';
  return `${typeof value === 'string' ? value : JSON.stringify(value)}${unit === undefined ? '' : ` ${unit}`}`;
}
