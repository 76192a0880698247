import { z } from 'zod';
import type { Fault } from './faults.ts';
import { type FaultName, type NamedFault, namedFaults } from './named-faults.ts';
import type { Operation } from './routes.ts';

const operations = ['submit', 'status', 'result', 'cancel', 'output', 'model', 'models'] as const satisfies Operation[];
const names = Object.keys(namedFaults) as FaultName[];
const count = z.int().min(1);

const answerSchema = z.strictObject({
  status: z.int().min(200).max(599),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().regex(/^[\x20-\x7e]{0,2000}$/)).optional(),
  /** A text as it is, or any other JSON value as JSON. `{request_id}` in it becomes the request's id. */
  body: z.json(),
});

const effectSchema = z
  .strictObject({
    delayMs: z.number().min(0).max(86_400_000).optional(),
    takesEffect: z.boolean().optional(),
    instead: z
      .strictObject({ answer: answerSchema.optional(), drop: z.enum(['reset', 'end']).optional() })
      .refine(({ answer, drop }) => (answer === undefined) !== (drop === undefined), 'needs either answer or drop')
      .optional(),
  })
  .refine(({ delayMs, instead }) => delayMs !== undefined || instead !== undefined, 'needs delayMs or instead')
  .transform(faultOf);

const ruleSchema = z
  .strictObject({
    about: z.string().max(500).optional(),
    when: z
      .strictObject({
        operation: z.enum(operations).optional(),
        /** Of the calls that all else here fits, from 1. */
        nth: z.union([count, z.array(count).min(1)]).optional(),
        model: z.string().optional(),
        /** Stands somewhere in the prompt, whatever the case of its letters. */
        prompt: z.string().min(1).optional(),
        /** The how-many-eth submit of equal inputs. */
        ordinal: count.optional(),
        /** From 0 to 1. */
        chance: z.number().min(0).max(1).optional(),
      })
      .default({}),
    do: z.union([z.enum(names), effectSchema]),
  })
  .superRefine(({ when: { operation }, do: effect }, context) => {
    if (operation === undefined || typeof effect !== 'string') return;
    const on: readonly string[] = (namedFaults[effect] satisfies NamedFault).on;
    if (on.includes(operation)) return;
    const message = `"${effect}" happens to ${on.join(' and ')}, not to ${operation}`;
    context.addIssue({ code: 'custom', path: ['when', 'operation'], message });
  });

/** A file of faults: rules in order, of which the first that strikes decides. */
export const faultFileSchema = z.strictObject({
  /** Of what is left to chance: the same file does the same again. */
  seed: z.int().min(0).max(0xffff_ffff).default(1),
  rules: z.array(ruleSchema).max(1000),
});
export type FaultFile = z.infer<typeof faultFileSchema>;
export type FaultRule = FaultFile['rules'][number];

interface Instead {
  readonly answer?: z.infer<typeof answerSchema> | undefined;
  readonly drop?: 'reset' | 'end' | undefined;
}

function insteadOf({ answer, drop }: Instead): Fault['instead'] {
  if (answer === undefined) return drop && { kind: 'drop', how: drop };
  const { status, headers, body } = answer;
  const type = { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' };
  return {
    kind: 'answer',
    status,
    headers: { ...type, ...lowerCased(headers) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

interface Effect {
  readonly delayMs?: number | undefined;
  readonly takesEffect?: boolean | undefined;
  readonly instead?: Instead | undefined;
}

function faultOf(effect: Effect): Fault {
  const { delayMs, takesEffect } = effect;
  const instead = effect.instead && insteadOf(effect.instead);
  return {
    ...(delayMs !== undefined && { delayMs }),
    ...(takesEffect !== undefined && { takesEffect }),
    ...(instead && { instead }),
  };
}
