import type { CatalogueReading } from '../../runtime/runcomfy/read-catalogue.ts';
import type { Verdict } from './verdict.ts';

/** Where a token was found. `unusable` says why the file is not taken; the message never holds the token. */
export type TokenFound =
  | { readonly kind: 'environment' | 'file'; readonly file: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Whether there is a token, kept to its owner, and whether the service takes it: `reading` is the catalogue's answer. */
export function judgeToken(found: TokenFound, reading: CatalogueReading | undefined): Verdict {
  const check = 'token';
  if (found.kind === 'none') {
    return { check, status: 'warn', says: 'There is none: only rehearsals can run.', remedy: 'Run: shotgraph login' };
  }
  if (found.kind === 'unusable') return { check, status: 'fail', says: found.reason, remedy: 'Run: shotgraph login' };
  const where = found.kind === 'environment' ? 'from RUNCOMFY_TOKEN' : `from ${found.file}, readable by you alone`;
  if (reading === undefined || reading.kind === 'unknown') {
    return { check, status: 'warn', says: `${where}; the service could not be asked about it.` };
  }
  if (reading.kind === 'refused') {
    const says = `${where}; the service refuses it.`;
    return { check, status: 'fail', says, remedy: 'Run: shotgraph login, with a token that is not revoked.' };
  }
  return { check, status: 'ok', says: `${where}; the service takes it.` };
}
