import type { GraphDocument } from './document.ts';
import { type LocalFile, localFileSchema } from './local-file.ts';

/** The local files that a document names, each once by its hash, whether or not anything is linked to their nodes. */
export function localFilesOf({ nodes }: GraphDocument): readonly LocalFile[] {
  const files = new Map<string, LocalFile>();
  for (const { params } of nodes) {
    for (const value of Object.values(params)) {
      const file = localFileSchema.safeParse(value);
      if (file.success) files.set(file.data.sha256, file.data);
    }
  }
  return [...files.values()];
}
