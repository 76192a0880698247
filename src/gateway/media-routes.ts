import { answerBytes } from './answer-bytes.ts';
import type { GatewayParts } from './gateway.ts';
import { takeUpload } from './media-upload.ts';
import { done, hashInPath, nothing, param, type Route } from './route.ts';

/** Local reference bytes and shipped pictures, by hash. */
export function mediaRoutes({ bytes }: GatewayParts): readonly Route[] {
  return [
    {
      path: `/api/media/:sha256${hashInPath}`,
      methods: {
        GET: async (context) => {
          const sha256 = param(context, 'sha256');
          const stored = await bytes.find(sha256);
          if (stored === undefined) return nothing();
          return answerBytes(context.req.raw, sha256, stored);
        },
        PUT: async (context) => {
          await takeUpload(context.req.raw, param(context, 'sha256'), bytes);
          return done();
        },
      },
    },
  ];
}
