import { readFileSync } from 'node:fs';
import type { ServiceAnswer } from '../../src/runtime/jobs/ports.ts';
import { json, text } from './fake-service.ts';

const folder = new URL('../fixtures/runcomfy/', import.meta.url);

/** A recorded answer of RunComfy by the name of its file; an HTML page comes with the status that it was seen with. */
export function recorded(name: string, htmlStatus = 504): ServiceAnswer {
  const content = readFileSync(new URL(name, folder), 'utf8');
  if (name.endsWith('.html')) return text(htmlStatus, content, { 'content-type': 'text/html' });
  const { status, headers, body } = JSON.parse(content) as {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  return json(status, body, headers);
}
