import { z } from 'zod';
import type { Failure } from '../wire/job-record.ts';

const errorSchema = z.looseObject({ code: z.union([z.string(), z.number()]).optional(), message: z.string().min(1) });

/** A message of a service as people read it: of an error that came as JSON its code and sentence, else the text as it is. */
export function serviceWords(message: string): string {
  if (!message.startsWith('{')) return message;
  const error = errorSchema.safeParse(jsonOf(message));
  if (!error.success) return message;
  const { code, message: words } = error.data;
  return code === undefined ? words : `${code}: ${words}`;
}

/** What a refusal says besides what it says of single fields: where each field has its message, a bare list of them says nothing more. */
export function saidWords({ message, fields = [] }: Failure): string {
  return fields.length > 0 && message.startsWith('[') ? '' : serviceWords(message);
}

const leadingCode = /^[A-Z][A-Za-z]*[a-z][A-Z][A-Za-z]*(\.[A-Za-z]+)*:\s+(?=\S)/;

/** What a service said, without the code it begins with: where there is room for a sentence, that is what tells a person more. */
export function sentenceOf(said: string): string {
  return said.replace(leadingCode, '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
