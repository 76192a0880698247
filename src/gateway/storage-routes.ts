import { GatewayError } from '../runtime/wire/job-client.ts';
import { clearSchema, type Storage } from '../runtime/wire/stored-clips.ts';
import type { GatewayParts } from './gateway.ts';
import { machineDisk } from './host/disk.ts';
import { readJson } from './read-body.ts';
import { hashInPath, json, param, type Route } from './route.ts';

/** Sizes, clean-up by hand, and where a file lies. */
export function storageRoutes({ owner, bytes, folder, showFile }: GatewayParts): readonly Route[] {
  return [
    {
      path: '/api/storage',
      methods: {
        GET: async () => {
          const room = await machineDisk.roomIn(folder);
          const storage: Storage = { folder, ...room, stored: await bytes.stored(), clips: [...owner.clips()] };
          return json(storage);
        },
      },
    },
    {
      path: '/api/storage/clear',
      methods: { POST: async (context) => json(await owner.clear(await readJson(context.req.raw, clearSchema))) },
    },
    {
      path: `/api/media/:sha256${hashInPath}/show`,
      methods: {
        POST: async (context) => {
          const path = (await bytes.find(param(context, 'sha256')))?.path;
          if (path === undefined)
            throw new GatewayError('no-such-file', 'The file is not in the data folder.', '', 404);
          return json({ opened: await showFile(path), path });
        },
      },
    },
  ];
}
