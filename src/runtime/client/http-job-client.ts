import type { z } from 'zod';
import type { JobKey } from '../../graph/keys.ts';
import { GatewayError, GatewayUnreachable, type JobClient } from '../wire/job-client.ts';
import { importResultSchema } from '../wire/job-import.ts';
import { jobRecordSchema } from '../wire/job-record.ts';
import { clearAtOnce, clearedSchema, shownFileSchema, storageSchema } from '../wire/stored-clips.ts';
import { spendReportSchema } from '../wire/spend.ts';
import {
  catalogueEntrySchema,
  continuedSchema,
  costsSchema,
  healthSchema,
  jobListSchema,
  refusalSchema,
  settingsSchema,
  type JobList,
} from '../wire/messages.ts';

export interface HttpJobClientOptions {
  /** Origin of the gateway; empty for the page's own. */
  readonly base: string;
  /** The session value: from the page's `<meta name="shotgraph-session">`, or the data folder's file. */
  readonly session: string;
  readonly fetch: typeof fetch;
}

interface Call {
  readonly method?: 'GET' | 'PUT' | 'POST';
  readonly json?: unknown;
  readonly bytes?: Blob;
  readonly signal?: AbortSignal | undefined;
}

/** How the gateway says that nobody has what was asked for. No error: a browser would write a 404 to its console. */
const nothingThere = 204;

/** Keys asked for at once, so that a question stays well under the gateway's limit of 1 MB. */
const keysAtOnce = 5000;

/** A JobClient over HTTP. Every answer is parsed; one that does not fit is a GatewayUnreachable, since nothing is known from it. */
export function createHttpJobClient({ base, session, fetch }: HttpJobClientOptions): JobClient {
  async function call(path: string, { method = 'GET', json, bytes, signal }: Call = {}): Promise<Response> {
    const type = bytes === undefined ? (json === undefined ? undefined : 'application/json') : bytes.type;
    const body = bytes ?? (json === undefined ? undefined : JSON.stringify(json));
    let response: Response;
    try {
      response = await fetch(`${base}/api${path}`, {
        method,
        headers: { 'x-shotgraph-session': session, ...(type !== undefined && { 'content-type': type }) },
        redirect: 'error',
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      });
    } catch (error) {
      throw stopped(error, signal);
    }
    if (response.ok) return response;
    throw await refusalIn(response, signal);
  }

  async function ask<T>(schema: z.ZodType<T>, path: string, wish: Call = {}): Promise<T> {
    return read(schema, path, await call(path, wish), wish.signal);
  }

  async function read<T>(
    schema: z.ZodType<T>,
    path: string,
    response: Response,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    let value: unknown;
    try {
      value = await response.json();
    } catch (error) {
      throw stopped(error, signal);
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new GatewayUnreachable(`The gateway's answer to ${path} does not fit: reload the page.`);
  }

  async function blob(response: Response, signal: AbortSignal | undefined): Promise<Blob> {
    try {
      return await response.blob();
    } catch (error) {
      throw stopped(error, signal);
    }
  }

  const job = (jobKey: JobKey): string => `/jobs/${encodeURIComponent(jobKey)}`;

  return {
    put: (jobKey, order) => ask(jobRecordSchema, job(jobKey), { method: 'PUT', json: order }),
    async known(keys) {
      const parts: JobList[] = [];
      for (let from = 0; from === 0 || from < keys.length; from += keysAtOnce) {
        const json = { keys: keys.slice(from, from + keysAtOnce) };
        parts.push(await ask(jobListSchema, '/jobs/known', { method: 'POST', json }));
      }
      // What changed between two parts comes again with the changes after the older number.
      return { seq: Math.min(...parts.map(({ seq }) => seq)), jobs: parts.flatMap(({ jobs }) => jobs) };
    },
    changes: (after, signal) => ask(jobListSchema, `/jobs?after=${after}`, { signal }),
    history: (page) => {
      const wishes = Object.entries(page).filter(([, wish]) => wish !== undefined && wish !== '');
      return ask(jobListSchema, `/jobs?${new URLSearchParams(wishes.map(([name, wish]) => [name, String(wish)]))}`);
    },
    cancel: (jobKey, attempt) => ask(jobRecordSchema, `${job(jobKey)}/cancel`, { method: 'POST', json: { attempt } }),
    resolve: (jobKey, resolution) =>
      ask(jobRecordSchema, `${job(jobKey)}/resolve`, { method: 'POST', json: resolution }),
    setWatched: (jobKey, watched) =>
      ask(jobRecordSchema, `${job(jobKey)}/watch`, { method: 'POST', json: { watched } }),
    lookAgain: (jobKey) => ask(jobRecordSchema, `${job(jobKey)}/look-again`, { method: 'POST' }),
    output: async (jobKey, kind, n, signal) =>
      blob(await call(`${job(jobKey)}/outputs/${kind}/${n}`, { signal }), signal),
    async putMedia(sha256, bytes) {
      await call(`/media/${encodeURIComponent(sha256)}`, { method: 'PUT', bytes });
    },
    async media(sha256, signal) {
      const response = await call(`/media/${encodeURIComponent(sha256)}`, { signal });
      return response.status === nothingThere ? undefined : blob(response, signal);
    },
    storage: () => ask(storageSchema, '/storage'),
    async clear(wish) {
      let [files, bytes] = [0, 0];
      for (let from = 0; from < wish.outputs.length; from += clearAtOnce) {
        const json = { ...wish, outputs: wish.outputs.slice(from, from + clearAtOnce) };
        const gone = await ask(clearedSchema, '/storage/clear', { method: 'POST', json });
        [files, bytes] = [files + gone.files, bytes + gone.bytes];
      }
      return { files, bytes };
    },
    showFile: (sha256) => ask(shownFileSchema, `/media/${encodeURIComponent(sha256)}/show`, { method: 'POST' }),
    importJobs: (records) => ask(importResultSchema, '/jobs/import', { method: 'POST', json: records }),
    continueService: (service, wish) =>
      ask(continuedSchema, `/services/${service}/continue`, { method: 'POST', json: wish }),
    settings: () => ask(settingsSchema, '/settings'),
    saveSettings: (change) => ask(settingsSchema, '/settings', { method: 'PUT', json: change }),
    async catalogue(service, model) {
      const path = `/models/${service}/${model.split('/').map(encodeURIComponent).join('/')}`;
      const response = await call(path);
      return response.status === nothingThere ? undefined : read(catalogueEntrySchema, path, response, undefined);
    },
    spend: ({ zone, graph }) => ask(spendReportSchema, `/spend?${new URLSearchParams({ zone, graph }).toString()}`),
    costs: (service, kinds) => ask(costsSchema, `/services/${service}/costs`, { method: 'POST', json: { kinds } }),
    health: () => ask(healthSchema, '/health'),
  };
}

/** An abort is the caller's own and passes as it is. */
function stopped(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return signal.reason;
  return new GatewayUnreachable('The gateway did not answer. Is it running?', { cause: error });
}

async function refusalIn(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  let value: unknown;
  try {
    value = await response.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) return stopped(error, signal);
  }
  const parsed = refusalSchema.safeParse(value);
  if (!parsed.success) return new GatewayUnreachable(`Something else than the gateway answered (${response.status}).`);
  const { code, reason, remedy = '' } = parsed.data;
  // It did nothing and is about to be gone: the same as no answer, to be asked again when there is an owner.
  if (code === 'stopping') return new GatewayUnreachable('The gateway is stopping.');
  return new GatewayError(code, reason, remedy, response.status);
}
