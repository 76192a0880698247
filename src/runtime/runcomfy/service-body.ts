import { z } from 'zod';
import type { Failure } from '../wire/job-record.ts';
import type { ServiceAnswer } from '../jobs/ports.ts';
import { cutServiceText } from './service-text.ts';

/** An answer that arrived, whole or cut. */
export type Arrived = Extract<ServiceAnswer, { kind: 'answer' }>;

const errorBodySchema = z.looseObject({
  error_code: z.union([z.int(), z.string().regex(/^\d{1,9}$/)]).transform(Number),
  error_message: z.unknown().optional(),
  detail: z.unknown().optional(),
});
const detailSchema = z.array(
  z.looseObject({ loc: z.array(z.union([z.string(), z.number()])).optional(), msg: z.string() }),
);

const invalidSchema = z.looseObject({ detail: detailSchema });

/** The JSON of an answer; undefined where it is cut, HTML, or otherwise not JSON. */
export function bodyJson(answer: Arrived): unknown {
  if (answer.cut) return undefined;
  try {
    return JSON.parse(answer.body) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * The `error_code` of a body, under whatever status it came. `unreadable` is one that is present but not a number: the
 * answer is an error all the same.
 */
export function errorCode(json: unknown): number | 'unreadable' | undefined {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, 'error_code')) return undefined;
  if ((json as { error_code: unknown }).error_code === null) return undefined;
  const parsed = errorBodySchema.safeParse(json);
  return parsed.success ? parsed.data.error_code : 'unreadable';
}

const saidSchema = z.looseObject({ error_message: z.unknown(), detail: z.unknown(), message: z.unknown() }).partial();

/** What the service said in words, for people: its own message, else its detail, else the body as it came. */
export function serviceMessage(answer: Arrived, json: unknown): string {
  const parsed = saidSchema.safeParse(json);
  if (parsed.success) {
    const { error_message: message, detail, message: plain } = parsed.data;
    const texts = [message, plain, detail].flatMap((part) =>
      part === undefined || part === null ? [] : [asText(part)],
    );
    if (texts[0] !== undefined && texts[0] !== '') return cutServiceText(texts[0]);
  }
  return cutServiceText(answer.body.trim() === '' ? `HTTP ${answer.status} without a text.` : answer.body.trim());
}

/** The fields that a validation error names, with a message each (`detail: [{loc, msg}]`). */
export function invalidFields(json: unknown): NonNullable<Failure['fields']> {
  const body = invalidSchema.safeParse(json);
  if (!body.success) return [];
  return body.data.detail.slice(0, 50).map(({ loc, msg }) => ({
    field: cutServiceText((loc ?? []).filter((part, at) => !(at === 0 && part === 'body')).join('.'), 200),
    message: cutServiceText(msg),
  }));
}

/** Any JSON as text: an unknown `error` is kept as it is and shown as text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
