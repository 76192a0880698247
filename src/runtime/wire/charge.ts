import { type Attempt, foreignOf } from './job-record.ts';

/** What an attempt that ended cost: nothing, a sum in US dollars, or nobody here can tell. `why` is a sentence. */
export type Charge =
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'billed'; readonly usd: number; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Whether an attempt was billed, as far as it is known; undefined while it is under way. Never a guess. */
export function chargeOf(attempt: Attempt, service: string): Charge | undefined {
  if (foreignOf(attempt)) return none('It was made elsewhere: nothing was paid here.');
  const ended = endOf(attempt);
  return ended && service === 'sandbox' ? none('A rehearsal is never billed.') : ended;
}

function endOf(attempt: Attempt): Charge | undefined {
  switch (attempt.status) {
    case 'claimed':
      return none('Nothing was sent.');
    case 'rejected':
      return none('It was refused before anything was made.');
    case 'uncertain':
    case 'abandoned':
      return unknown('Nobody here knows whether it arrived.');
    case 'cancelled':
      if (attempt.requestId === undefined) return none('It was cancelled before the service accepted it.');
      return unknown('The service does not say whether a cancelled request is billed.');
    case 'failed':
      return said(attempt.cost) ?? unknown('The service named no cost. Its bill tells.');
    case 'lost':
      return said(attempt.cost) ?? unknown('It was made, and the service named no cost. Its bill tells.');
    case 'succeeded':
      return said(attempt.cost) ?? unknown('The service named no cost. Its bill tells.');
    default:
      return undefined;
  }
}

function said(usd: number | undefined): Charge | undefined {
  if (usd === undefined) return undefined;
  return usd === 0
    ? none('The service says that it cost nothing.')
    : { kind: 'billed', usd, why: 'So says the service.' };
}

function none(why: string): Charge {
  return { kind: 'none', why };
}

function unknown(why: string): Charge {
  return { kind: 'unknown', why };
}
