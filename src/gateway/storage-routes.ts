import { statfs } from 'node:fs/promises';
import { GatewayError } from '../runtime/wire/job-client.ts';
import { clearSchema, type Storage } from '../runtime/wire/stored-clips.ts';
import type { GatewayParts } from './gateway.ts';
import { readJson } from './read-body.ts';
import { hashInPath, json, param, type Route } from './route.ts';

/** Sizes, clean-up by hand, and where a file lies. */
export function storageRoutes({ owner, bytes, folder, showFile }: GatewayParts): readonly Route[] {
  return [
    {
      path: '/api/storage',
      methods: {
        GET: async () => {
          const { bavail, blocks, bsize } = await statfs(folder);
          const [free, total] = [bavail * bsize, blocks * bsize];
          const storage: Storage = { folder, free, total, stored: await bytes.stored(), clips: [...owner.clips()] };
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
          const path = await bytes.pathOf(param(context, 'sha256'));
          if (path === undefined)
            throw new GatewayError('no-such-file', 'The file is not in the data folder.', '', 404);
          return json({ opened: await showFile(path), path });
        },
      },
    },
  ];
}
