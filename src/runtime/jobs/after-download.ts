import { cutServiceText } from '../runcomfy/service-text.ts';
import type { OutputKind } from '../../graph/media-ref.ts';
import type { Failure, MissingOutput } from '../wire/job-record.ts';
import type { Pace } from './job.ts';
import type { DownloadError } from './ports.ts';

/** How often something that is not a result is fetched again (faults.md J11, J12). */
export const wrongDownloads = 3;

/** One output that could not be fetched. */
export interface FailedOutput {
  readonly kind: OutputKind;
  readonly n: number;
  readonly error: DownloadError;
}

/**
 * What failed downloads of one result lead to: again after a while, again with fresh addresses, or the end. `missing` and
 * `failure` say why.
 */
export type AfterDownloads =
  | { readonly do: 'again'; readonly wrong: boolean; readonly message: string }
  | { readonly do: 'fresh_address'; readonly message: string }
  | { readonly do: 'end'; readonly missing: readonly MissingOutput[]; readonly failure: Failure };

/** Decides on the outputs that failed, of which there is at least one. It ends only when none of them may still come. */
export function afterDownloads(failed: readonly FailedOutput[], pace: Pace): AfterDownloads {
  const each = failed.map((output) => ({ ...output, after: afterDownloadError(output.error, pace) }));
  const said = (...doing: AfterDownload['do'][]): string | undefined => {
    const first = each.find(({ after }) => doing.includes(after.do));
    return first && cutServiceText(first.error.message);
  };
  const fresh = said('fresh_address');
  if (fresh !== undefined) return { do: 'fresh_address', message: fresh };
  const again = said('again');
  if (again !== undefined) {
    // A broken connection is waited for, whatever else came meanwhile.
    const wrong = each.every(({ error }) => error.why !== 'broken');
    return { do: 'again', wrong, message: again };
  }
  const lost = each.flatMap(({ kind, n, after }) => (after.do === 'lose' ? [{ kind, n, failure: after.failure }] : []));
  const [first] = lost;
  if (first === undefined) throw new Error('of no failed output nothing can be decided');
  const missing = lost.map(({ kind, n, failure }) => ({ kind, n, reason: cutServiceText(failure.message, 500) }));
  return { do: 'end', missing, failure: first.failure };
}

type AfterDownload =
  | { readonly do: 'again' }
  | { readonly do: 'fresh_address' }
  | { readonly do: 'lose'; readonly failure: Failure };

/** A broken connection never ends a download: the bytes are paid for. */
function afterDownloadError(error: DownloadError, pace: Pace): AfterDownload {
  const message = cutServiceText(error.message, 1900);
  switch (error.why) {
    case 'broken':
      return { do: 'again' };
    case 'wrong':
      if (pace.wrongDownloads < wrongDownloads) return { do: 'again' };
      return { do: 'lose', failure: { code: 'wrong-type', message: `What came is not a result: ${message}` } };
    case 'gone':
    case 'refused':
      if (pace.freshAddress !== 'done') return { do: 'fresh_address' };
      if (error.why === 'gone')
        return { do: 'lose', failure: { code: 'file-gone', message: `The file is gone: ${message}` } };
      return { do: 'lose', failure: { code: 'address-refused', message: `The address was refused: ${message}` } };
  }
}
