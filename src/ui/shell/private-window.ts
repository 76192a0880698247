import type { Notice } from '../editor/editor.ts';

/**
 * Whether the browser says that this window is private. Firefox and Safari refuse their file system there and nowhere else;
 * Chromium tells a page nothing, on purpose, and counts as not private.
 */
export async function isPrivateWindow(storage: Pick<StorageManager, 'getDirectory'>): Promise<boolean> {
  try {
    await storage.getDirectory();
    return false;
  } catch (error) {
    return error instanceof DOMException && (error.name === 'SecurityError' || error.name === 'UnknownError');
  }
}

/** What a private window does not keep (S09). */
export const privateNotice: Omit<Notice, 'id'> = {
  tone: 'warn',
  text: 'This is a private window: drafts do not survive it.',
  detail: 'Jobs and clips do: the gateway has them. Save graph keeps a draft in a file.',
};
