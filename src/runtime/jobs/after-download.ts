import { cutServiceText } from '../runcomfy/service-text.ts';
import type { Failure } from '../wire/job-record.ts';
import type { Pace } from './job.ts';
import type { DownloadError } from './ports.ts';

/** How often something that is not a result is fetched again (faults.md J11, J12). */
export const wrongDownloads = 3;

/** What a failed download leads to: again after a while, again with fresh addresses, or the end. */
export type AfterDownload =
  | { readonly do: 'again'; readonly wrong: boolean }
  | { readonly do: 'fresh_address' }
  | { readonly do: 'lose'; readonly failure: Failure };

/** Decides on a failed download. A broken connection never ends it: the bytes are paid for. */
export function afterDownloadError(error: DownloadError, pace: Pace): AfterDownload {
  const message = cutServiceText(error.message, 1900);
  switch (error.why) {
    case 'broken':
      return { do: 'again', wrong: false };
    case 'wrong':
      if (pace.wrongDownloads < wrongDownloads) return { do: 'again', wrong: true };
      return { do: 'lose', failure: { code: 'wrong-type', message: `What came is not a result: ${message}` } };
    case 'gone':
    case 'refused':
      if (pace.freshAddress !== 'done') return { do: 'fresh_address' };
      if (error.why === 'gone')
        return { do: 'lose', failure: { code: 'file-gone', message: `The file is gone: ${message}` } };
      return { do: 'lose', failure: { code: 'address-refused', message: `The address was refused: ${message}` } };
  }
}
