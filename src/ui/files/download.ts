import { safeUrl } from '../safe-url.ts';

/** Hands bytes to the person as a file, as a link would. The address is given back after the browser has begun. */
export function downloadBytes(name: string, bytes: Blob): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = safeUrl(url) ?? '';
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The same for a text. */
export function downloadText(name: string, text: string): void {
  downloadBytes(name, new Blob([text], { type: 'application/json' }));
}
