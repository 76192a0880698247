import { open } from 'node:fs/promises';

/** Makes the names in a folder durable: a rename or a new file survives a power cut only after this. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle for a folder; NTFS journals its names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
