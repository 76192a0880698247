/** How long an address may still be asked for by an element that is about to show something else, in milliseconds. */
const graceMs = 10_000;

/**
 * Gives an object URL back once nothing on the page can be loading it any more: an element whose source is replaced in the
 * next drawing may ask for the old one until then, and a browser writes each such miss to its console.
 */
export function releaseUrl(url: string): void {
  setTimeout(() => URL.revokeObjectURL(url), graceMs);
}
