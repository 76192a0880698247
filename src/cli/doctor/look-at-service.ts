import { movedModel } from '../../graph/moved-model.ts';
import { isJsonObject, type JsonValue } from '../../graph/json.ts';
import { defaultModel } from '../../gateway/live-service.ts';
import type { Transport } from '../../runtime/jobs/ports.ts';
import { call } from '../../runtime/runcomfy/call.ts';
import { statusUrl } from '../../runtime/runcomfy/endpoints.ts';
import { readCatalogue } from '../../runtime/runcomfy/read-catalogue.ts';
import type { Settings } from '../../runtime/wire/messages.ts';
import ownSchema from '../../sandbox/seedance-v2-pro.input-schema.json';
import type { CatalogueFacts } from './catalogue-check.ts';
import type { ClockFacts } from './clock-check.ts';
import type { Exchange } from './exchange.ts';
import type { ModelAnswer } from './model-check.ts';
import { schemaDifferences } from './schema-differences.ts';

export interface ServiceLook {
  readonly base: string;
  /** Watched: every exchange is in `exchanges` when it is over. */
  readonly transport: Transport;
  readonly exchanges: readonly Exchange[];
  /** Undefined where there is none: then one call shows how the service says so. */
  readonly token: string | undefined;
  readonly acceptedModels: Settings['acceptedModels'];
  readonly now: () => number;
  /** Milliseconds that a call may take. */
  readonly limitMs: number;
}

/** What the catalogue of the service says. */
export interface ServiceFacts {
  readonly models: readonly ModelAnswer[];
  readonly catalogue: CatalogueFacts | undefined;
  readonly clock: ClockFacts | undefined;
  readonly answerMs: number | undefined;
}

/** A request id that nobody has: how the service says that. */
const nobodysRequest = '00000000-0000-0000-0000-000000000000';

/** Asks the catalogue about both ids of the model, and the API about a request that is not there. Costs nothing. */
export async function lookAtService(look: ServiceLook): Promise<ServiceFacts> {
  const { base, token, exchanges, acceptedModels, now, limitMs } = look;
  const transport: Transport = {
    send: (request, signal) =>
      look.transport.send({ ...request, timeoutMs: Math.min(request.timeoutMs, limitMs) }, signal),
  };
  const caller = { base, transport, token };
  const sent = acceptedModels[defaultModel] ?? defaultModel;
  const ids = [...new Set([sent, defaultModel, movedModel(defaultModel) ?? defaultModel])];
  const models: ModelAnswer[] = [];
  let catalogue: CatalogueFacts | undefined;
  for (const model of token === undefined ? ids.slice(0, 1) : ids) {
    const reading = await readCatalogue(caller, model, now);
    models.push({ model, reading, sent: model === sent });
    if (reading.kind === 'found' && catalogue === undefined) {
      const schema = schemaIn(exchanges.at(-1)?.json);
      catalogue = { entry: reading.entry, differences: schemaDifferences(ownSchema, schema) };
    }
    // Who is refused, or gets no answer, gets none to the other id either.
    if (reading.kind === 'refused' || reading.kind === 'unknown') break;
  }
  const asked = models.some(({ reading }) => reading.kind === 'found' || reading.kind === 'missing');
  if (asked) {
    await call(caller, { method: 'GET', url: statusUrl(base, nobodysRequest), timeoutMs: limitMs });
  }
  const first = exchanges.find(({ status }) => status !== undefined);
  const clock = first && { askedAt: first.at, answeredAt: first.at + first.ms, date: first.headers.date };
  return { models, catalogue, clock, answerMs: first?.ms };
}

function schemaIn(json: unknown): JsonValue | undefined {
  return isJsonObject(json as JsonValue) ? (json as Readonly<Record<string, JsonValue>>).input_schema : undefined;
}
