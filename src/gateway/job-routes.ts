import { z } from 'zod';
import { outputKinds } from '../graph/media-ref.ts';
import { GatewayError } from '../runtime/wire/job-client.ts';
import { jobImportSchema } from '../runtime/wire/job-import.ts';
import {
  cancelSchema,
  historyPageSchema,
  jobOrderSchema,
  knownRequestSchema,
  resolutionSchema,
  watchingSchema,
} from '../runtime/wire/messages.ts';
import { answerBytes } from './answer-bytes.ts';
import type { GatewayParts } from './gateway.ts';
import { readJson } from './read-body.ts';
import { hashInPath, json, param, type Route } from './route.ts';

const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const listSchema = z.union([
  z.strictObject({ after: count }),
  // A query is text; what stands in it is judged as the numbers it means.
  z
    .strictObject({
      ...historyPageSchema.shape,
      asOf: count.optional(),
      offset: count.default(0),
      limit: count.default(50),
    })
    .pipe(historyPageSchema),
]);

const outputKind = z.enum(outputKinds);
const job = `/api/jobs/:jobKey${hashInPath}`;

/** Jobs: create or join, look up, follow, cancel, decide, watch, look again, and their stored outputs. */
export function jobRoutes({ owner, bytes, liveService }: GatewayParts): readonly Route[] {
  return [
    {
      path: '/api/jobs',
      methods: {
        GET: async (context) => {
          const asked = listSchema.safeParse(Object.fromEntries(new URL(context.req.url).searchParams));
          if (!asked.success) throw new GatewayError('invalid-query', 'The query is not valid.', '', 422);
          if ('after' in asked.data) return json(owner.changes(asked.data.after));
          return json(owner.history(asked.data));
        },
      },
    },
    {
      path: '/api/jobs/known',
      methods: {
        POST: async (context) => json(owner.known((await readJson(context.req.raw, knownRequestSchema)).keys)),
      },
    },
    {
      path: '/api/jobs/import',
      methods: {
        POST: async (context) => json(await owner.importJobs(await readJson(context.req.raw, jobImportSchema))),
      },
    },
    {
      path: job,
      methods: {
        PUT: async (context) => {
          const order = await readJson(context.req.raw, jobOrderSchema);
          if (order.service !== 'sandbox' && order.service !== liveService) {
            const remedy = `Set RUNCOMFY_MODEL_API_BASE and start the gateway again, or run with ${liveService}.`;
            throw new GatewayError('wrong-service', `This gateway does not send to ${order.service}.`, remedy, 422);
          }
          return json(await owner.put(param(context, 'jobKey'), order));
        },
      },
    },
    {
      path: `${job}/cancel`,
      methods: {
        POST: async (context) => {
          const { attempt } = await readJson(context.req.raw, cancelSchema);
          return json(await owner.cancel(param(context, 'jobKey'), attempt));
        },
      },
    },
    {
      path: `${job}/resolve`,
      methods: {
        POST: async (context) => {
          const resolution = await readJson(context.req.raw, resolutionSchema);
          return json(await owner.resolve(param(context, 'jobKey'), resolution));
        },
      },
    },
    {
      path: `${job}/watch`,
      methods: {
        POST: async (context) => {
          const { watched } = await readJson(context.req.raw, watchingSchema);
          return json(await owner.setWatched(param(context, 'jobKey'), watched));
        },
      },
    },
    {
      path: `${job}/look-again`,
      methods: { POST: async (context) => json(await owner.lookAgain(param(context, 'jobKey'))) },
    },
    {
      path: `${job}/outputs/:kind{${outputKinds.join('|')}}/:n{[0-9]{1,2}}`,
      methods: {
        GET: async (context) => {
          const jobKey = param(context, 'jobKey');
          const [kind, n] = [outputKind.parse(param(context, 'kind')), Number(param(context, 'n'))];
          const [record] = owner.known([jobKey]).jobs;
          const outputs = record?.attempts.flatMap((attempt) => ('outputs' in attempt ? attempt.outputs : [])) ?? [];
          const output = outputs.find((candidate) => candidate.kind === kind && candidate.n === n);
          const { sha256 = '' } = output ?? {};
          const stored = await bytes.find(sha256);
          const calledDeleted = output?.cleared !== undefined && output.clearing === undefined;
          if (stored !== undefined && !calledDeleted) return answerBytes(context.req.raw, sha256, stored);
          // Recorded and paid for, but somebody took the file away; or put it back by hand, which its record then learns.
          await owner.restore(jobKey, kind, n);
          const restored = await bytes.find(sha256);
          if (restored === undefined) throw new Error(`the file of ${jobKey} was fetched again and is not there`);
          return answerBytes(context.req.raw, sha256, restored);
        },
      },
    },
  ];
}
