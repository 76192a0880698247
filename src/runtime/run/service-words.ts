import { z } from 'zod';

const errorSchema = z.looseObject({ code: z.union([z.string(), z.number()]).optional(), message: z.string().min(1) });

/** A message of a service as people read it: of an error that came as JSON its code and sentence, else the text as it is. */
export function serviceWords(message: string): string {
  if (!message.startsWith('{')) return message;
  const error = errorSchema.safeParse(jsonOf(message));
  if (!error.success) return message;
  const { code, message: words } = error.data;
  return code === undefined ? words : `${code}: ${words}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
