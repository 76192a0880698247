import { GatewayError } from '../runtime/wire/job-client.ts';
import type { z } from 'zod';
import { isTooDeep, maxJsonDepth } from './json-depth.ts';

/** Bytes of a JSON body at most (SEC06). */
export const maxJsonBytes = 1024 * 1024;

/** Reads a JSON body by its schema. Throws a GatewayError: 415 for another type, 413 past the limit, 400 or 422 for its content. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  requireType(request, (type) => type === 'application/json', 'application/json');
  const text = await readText(request);
  if (isTooDeep(text)) {
    const reason = `The body nests lists and objects more than ${maxJsonDepth} deep.`;
    throw new GatewayError('too-deep', reason, 'Send a flatter one.', 400);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GatewayError('not-json', 'The body is not JSON.', 'Send one JSON value in UTF-8.', 400);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the body';
  throw new GatewayError('invalid-body', `${place}: ${issue?.message ?? 'is not valid'}.`, 'Reload the page.', 422);
}

/** Throws a 415 unless the body's media type, without parameters, is accepted. Answers with that type. */
export function requireType(request: Request, accepts: (type: string) => boolean, names: string): string {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (accepts(type)) return type;
  throw new GatewayError('wrong-type', `The body is ${type || 'of no type'}; ${names} is taken.`, '', 415);
}

/** The body as it comes. Throws a 413 as soon as it is known to be longer than `maxBytes`. */
export async function* bodyChunks(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  const tooLong = new GatewayError('too-large', `The body has more than ${maxBytes} bytes.`, 'Send less.', 413);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLong;
  if (request.body === null) return;
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLong;
    yield chunk;
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(request, maxJsonBytes)) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new GatewayError('not-json', 'The body is not UTF-8.', 'Send one JSON value in UTF-8.', 400);
  }
}
