import type { ServicePath } from '../runtime/wire/job-client.ts';
import { continueSchema, jobOrderSchema, settingsSchema } from '../runtime/wire/messages.ts';
import type { GatewayParts } from './gateway.ts';
import { readJson } from './read-body.ts';
import { done, json, nothing, param, serviceInPath, type Route } from './route.ts';

/** Services, their catalogue, settings and health. */
export function serviceRoutes({ owner, catalogue, health, liveService }: GatewayParts): readonly Route[] {
  return [
    {
      path: `/api/services/:service${serviceInPath}/continue`,
      methods: {
        POST: async (context) => {
          const wish = await readJson(context.req.raw, continueSchema);
          await owner.continueService(param(context, 'service') === 'sandbox' ? 'sandbox' : liveService, wish);
          return done();
        },
      },
    },
    {
      path: '/api/settings',
      methods: {
        GET: async () => json(owner.settings()),
        PUT: async (context) => json(await owner.saveSettings(await readJson(context.req.raw, settingsSchema))),
      },
    },
    {
      path: `/api/models/:service${serviceInPath}/:model{.+}`,
      methods: {
        GET: async (context) => {
          const model = jobOrderSchema.shape.model.safeParse(param(context, 'model'));
          const service: ServicePath = param(context, 'service') === 'sandbox' ? 'sandbox' : 'live';
          const entry = model.success ? await catalogue(service, model.data) : undefined;
          return entry === undefined ? nothing() : json(entry);
        },
      },
    },
    { path: '/api/health', methods: { GET: async () => json(await health()) } },
  ];
}
