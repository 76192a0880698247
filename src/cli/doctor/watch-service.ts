import type { Watch } from '../../gateway/live-service.ts';
import type { Clock } from '../../runtime/jobs/ports.ts';
import { exchangeOf, type Exchange } from './exchange.ts';

/** A result that was fetched: from which host, and what it was said to be. */
export interface FetchedResult {
  readonly host: string;
  readonly mediaType: string;
  readonly length: number | undefined;
  /** Milliseconds until the first byte could be read. */
  readonly ms: number;
}

/** What went to and came from the live service, in order. */
export interface Observations {
  readonly exchanges: readonly Exchange[];
  readonly fetched: readonly FetchedResult[];
}

/** Watches a live service from outside its ports: what is asked and answered goes on unchanged. */
export function watchService(clock: Pick<Clock, 'now'>): { readonly watch: Watch; readonly seen: Observations } {
  const exchanges: Exchange[] = [];
  const fetched: FetchedResult[] = [];
  const watch: Watch = {
    transport: (transport) => ({
      async send(request, signal) {
        const at = clock.now();
        const answer = await transport.send(request, signal);
        exchanges.push(exchangeOf(request, answer, at, clock.now() - at));
        return answer;
      },
    }),
    downloads: (downloads) => ({
      async open(url, signal) {
        const at = clock.now();
        const download = await downloads.open(url, signal);
        const { mediaType, length } = download;
        fetched.push({ host: new URL(url).host, mediaType, length, ms: clock.now() - at });
        return download;
      },
    }),
  };
  return { watch, seen: { exchanges, fetched } };
}
