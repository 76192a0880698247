import { GatewayError } from '../runtime/wire/job-client.ts';
import { answerBytes } from './answer-bytes.ts';
import type { GatewayParts } from './gateway.ts';
import { takeUpload } from './media-upload.ts';
import { done, hashInPath, param, type Route } from './route.ts';

/** Local reference bytes and shipped pictures, by hash. */
export function mediaRoutes({ bytes }: GatewayParts): readonly Route[] {
  return [
    {
      path: `/api/media/:sha256${hashInPath}`,
      methods: {
        GET: async (context) => {
          const sha256 = param(context, 'sha256');
          const stored = await bytes.find(sha256);
          if (stored === undefined) {
            throw new GatewayError(
              'no-such-media',
              'There are no bytes with this hash here.',
              'Pick the file again.',
              404,
            );
          }
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
