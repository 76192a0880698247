import { safeUrl } from '../safe-url.ts';

/** Hands a text to the person as a file, as a link would. The address is given back after the browser has begun. */
export function downloadText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = safeUrl(url) ?? '';
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
