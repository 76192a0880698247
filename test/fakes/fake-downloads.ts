import { DownloadError, type Download, type Downloads } from '../../src/runtime/jobs/ports.ts';

/** What stands at an address: bytes, or what goes wrong there. */
export type FakeFile = Download | DownloadError;

/** Results by address, and every address that was asked for. */
export interface FakeDownloads extends Downloads {
  readonly opened: string[];
  /** Answers for the next openings of any address, first one first; then `otherwise`. */
  readonly script: FakeFile[];
  otherwise: (url: string) => FakeFile;
}

export function createFakeDownloads(): FakeDownloads {
  const downloads: FakeDownloads = {
    opened: [],
    script: [],
    otherwise: (url) => clip(`clip at ${url}`),
    async open(url) {
      downloads.opened.push(url);
      const file = downloads.script.shift() ?? downloads.otherwise(url);
      if (file instanceof DownloadError) throw file;
      return file;
    },
  };
  return downloads;
}

/** A whole clip: bytes that the fake check of media takes for one. */
export function clip(text: string, mediaType = 'video/mp4'): Download {
  const bytes = new TextEncoder().encode(`MP4 ${text}`);
  return { mediaType, length: bytes.length, chunks: chunked([bytes]) };
}

/** Chunks of bytes, with an error at the end where one is given. */
export async function* chunked(parts: readonly Uint8Array[], error?: Error): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield part;
  if (error !== undefined) throw error;
}
