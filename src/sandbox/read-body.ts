import type { JsonValue } from '../graph/json.ts';

/**
 * RunComfy's own ComfyUI pack sends at most 64 MiB of inline media (facts/runcomfy-api.md, Files): four thirds of it as
 * base64, and room for the rest of the body.
 */
export const maxBodyBytes = Math.ceil((64 * 4) / 3 + 1) * 1024 * 1024;

/** The text of a request's body, or `too_large` as soon as that is known. */
export async function readBody(request: Request, maxBytes: number): Promise<string | 'too_large'> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return 'too_large';
  if (request.body === null) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let read = 0;
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    read += part.value.byteLength;
    if (read > maxBytes) {
      await reader.cancel();
      return 'too_large';
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/** The JSON value of a body; undefined for what is none. */
export function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
