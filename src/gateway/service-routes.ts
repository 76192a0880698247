import type { Context } from 'hono';
import { GatewayError, type ServicePath } from '../runtime/wire/job-client.ts';
import { continueSchema, costsRequestSchema, jobOrderSchema, settingsChangeSchema } from '../runtime/wire/messages.ts';
import { spendQuestionSchema } from '../runtime/wire/spend.ts';
import type { GatewayParts } from './gateway.ts';
import { readJson } from './read-body.ts';
import { json, nothing, param, serviceInPath, type Route } from './route.ts';

/** Services, their catalogue, settings and health. */
export function serviceRoutes({ owner, catalogue, health, liveService }: GatewayParts): readonly Route[] {
  const service = (context: Context): string => (param(context, 'service') === 'sandbox' ? 'sandbox' : liveService);
  return [
    {
      path: `/api/services/:service${serviceInPath}/continue`,
      methods: {
        POST: async (context) => {
          const wish = await readJson(context.req.raw, continueSchema);
          return json(await owner.continueService(service(context), wish));
        },
      },
    },
    {
      path: `/api/services/:service${serviceInPath}/costs`,
      methods: {
        POST: async (context) => {
          const { kinds } = await readJson(context.req.raw, costsRequestSchema);
          return json(owner.costs(service(context), kinds));
        },
      },
    },
    {
      path: '/api/spend',
      methods: {
        GET: async (context) => {
          const asked = spendQuestionSchema.safeParse(Object.fromEntries(new URL(context.req.url).searchParams));
          if (!asked.success) throw new GatewayError('invalid-query', 'The query is not valid.', '', 422);
          return json(owner.spend(liveService, asked.data));
        },
      },
    },
    {
      path: '/api/settings',
      methods: {
        GET: async () => json(owner.settings()),
        PUT: async (context) => json(await owner.saveSettings(await readJson(context.req.raw, settingsChangeSchema))),
      },
    },
    {
      path: `/api/models/:service${serviceInPath}/:model{.+}`,
      methods: {
        GET: async (context) => {
          const model = jobOrderSchema.shape.model.safeParse(param(context, 'model'));
          const path: ServicePath = param(context, 'service') === 'sandbox' ? 'sandbox' : 'live';
          const entry = model.success ? await catalogue(path, model.data) : undefined;
          return entry === undefined ? nothing() : json(entry);
        },
      },
    },
    { path: '/api/health', methods: { GET: async () => json(await health()) } },
  ];
}
