import type { AnyNodeDefinition } from '../definition.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { boundedText } from './bounded-text.ts';
import { type Lens, lens } from './lens.ts';
import {
  equalJson,
  isLosslessList,
  isLosslessObject,
  type LosslessObject,
  type LosslessValue,
  numberOf,
  ownMember,
  plainOf,
  withMember,
} from './lossless-json.ts';

const key = 'widgets_values';

/** Why a node's `widgets_values` are not this definition's params, or undefined. Values that no schema takes do fit. */
export function widgetMisfit(raw: LosslessObject, definition: AnyNodeDefinition): string | undefined {
  const values = ownMember(raw, key);
  if (values === undefined || values === null) return undefined;
  if (isLosslessList(values)) {
    const room = definition.widgetOrder?.length ?? 0;
    if (values.length <= room) return undefined;
    return definition.widgetOrder
      ? `it has ${values.length} values where ${room} are known`
      : 'its values stand by position instead of by name';
  }
  if (!isLosslessObject(values)) return 'its values are neither a list nor an object';
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(definition.params.shape, name));
  return unknown === undefined ? undefined : `its value “${boundedText(unknown)}” is not known`;
}

/**
 * A node's params. They stand by name, except in ComfyUI's own types, which have them by position (`widgetOrder`); absent
 * ones stay absent, and one that did not change keeps the text of its numbers.
 */
export function paramsLens(widgetOrder: readonly string[] | undefined): Lens<JsonObject> {
  return lens(
    (raw) => paramsOf(ownMember(raw, key), widgetOrder),
    (raw, params) => {
      const values = ownMember(raw, key);
      const byPosition = widgetOrder && !isLosslessObject(values);
      return withMember(raw, key, byPosition ? putByPosition(values, params, widgetOrder) : putByName(values, params));
    },
  );
}

function paramsOf(values: LosslessValue | undefined, widgetOrder: readonly string[] | undefined): JsonObject {
  if (isLosslessObject(values)) return plainOf(values) as JsonObject;
  if (!isLosslessList(values) || !widgetOrder) return {};
  const named = widgetOrder.flatMap((name, index): [string, JsonValue][] => {
    const value = values[index];
    // A gap before a later value can only be written as null.
    return value === undefined || value === null ? [] : [[name, plainOf(value)]];
  });
  return Object.fromEntries(named);
}

function putByName(values: LosslessValue | undefined, params: JsonObject): LosslessObject {
  const before = isLosslessObject(values) ? values : {};
  const kept = Object.entries(before).flatMap(([name, value]): [string, LosslessValue][] =>
    Object.hasOwn(params, name) ? [[name, changed(value, params[name])]] : [],
  );
  const added = Object.entries(params).filter(([name]) => !Object.hasOwn(before, name));
  return Object.fromEntries([...kept, ...added]);
}

function putByPosition(
  values: LosslessValue | undefined,
  params: JsonObject,
  widgetOrder: readonly string[],
): readonly LosslessValue[] {
  const before = isLosslessList(values) ? values : [];
  const last = widgetOrder.findLastIndex((name) => Object.hasOwn(params, name));
  return widgetOrder
    .slice(0, last + 1)
    .map((name, index) => (Object.hasOwn(params, name) ? changed(before[index], params[name]) : null));
}

function changed(before: LosslessValue | undefined, value: JsonValue | undefined): LosslessValue {
  if (before !== undefined && equalJson(plainOf(before), value)) return before;
  return value ?? null;
}

/** Names of params with a number that no double holds, shown as the nearest that one does (G11). */
export function clampedParams(raw: LosslessObject): readonly string[] {
  const values = ownMember(raw, key);
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]) => (holdsInfinity(value as LosslessValue) ? [name] : []));
}

function holdsInfinity(value: LosslessValue): boolean {
  const number = numberOf(value);
  if (number !== undefined) return !Number.isFinite(number);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinity);
}
