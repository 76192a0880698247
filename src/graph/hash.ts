import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';
import type { JsonValue } from './json.ts';

/** SHA-256 of bytes, as 64 lower-case hex digits. Synchronous, so that a simulation on virtual time stays deterministic. */
export function hashBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 over the canonical JSON of a value, as 64 lower-case hex digits. */
export function hashJson(value: JsonValue): string {
  return hashBytes(utf8ToBytes(canonicalJson(value)));
}

/** What every hash in the project looks like: JobKey, CacheKey, and the hash of bytes. */
export const hashPattern = /^[0-9a-f]{64}$/;
