import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of bytes as 64 hex digits, by the platform: a clip would hold up the page for a second otherwise. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
