import { bytesNotSynced } from './bytes-not-synced.ts';
import { bytesUnchecked } from './bytes-unchecked.ts';
import { cancelDropsTheRecord } from './cancel-drops-the-record.ts';
import { claimNotAwaited } from './claim-not-awaited.ts';
import { decidesByItself } from './decides-by-itself.ts';
import { holdNotKept } from './hold-not-kept.ts';
import { idWrittenLate } from './id-written-late.ts';
import { impatientAfter429 } from './impatient-after-429.ts';
import { keyWithoutService } from './key-without-service.ts';
import { lostCountsAsNotSent } from './lost-counts-as-not-sent.ts';
import { nameNotSynced } from './name-not-synced.ts';
import { noLock } from './no-lock.ts';
import { putsWhatNobodyAgreed } from './puts-what-nobody-agreed.ts';
import { recoveryForgetsSubmitting } from './recovery-forgets-submitting.ts';
import { retryOn502 } from './retry-on-502.ts';
import { runForgetsItsPairs } from './run-forgets-its-pairs.ts';
import type { Sabotage } from './sabotage.ts';
import { sentTwice } from './sent-twice.ts';
import { submittingNotDurable } from './submitting-not-durable.ts';

/** Every deliberate fault, with the invariants that may catch it. */
export const sabotages: readonly (readonly [name: string, sabotage: Sabotage, caughtBy: RegExp])[] = [
  ['claim not awaited', claimNotAwaited, /durable|fails in a way/],
  ['submitting not durable', submittingNotDurable, /submitting are durable/],
  ['id written late', idWrittenLate, /request id is durable/],
  ['hold not kept', holdNotKept, /until a person continues/],
  ['retry on 502', retryOn502, /ambiguous answer/],
  ['lost counts as not sent', lostCountsAsNotSent, /ambiguous answer/],
  ['sent twice', sentTwice, /ambiguous answer/],
  ['impatient after 429', impatientAfter429, /asked to wait/],
  ['bytes unchecked', bytesUnchecked, /bytes equal/],
  ['bytes not synced', bytesNotSynced, /bytes/],
  ['name not synced', nameNotSynced, /bytes/],
  ['no lock', noLock, /./],
  ['recovery forgets submitting', recoveryForgetsSubmitting, /ambiguous answer|fails in a way/],
  ['decides by itself', decidesByItself, /ambiguous answer/],
  ['puts what nobody agreed', putsWhatNobodyAgreed, /agreed/],
  ['run forgets its pairs', runForgetsItsPairs, /keeps the pairs/],
  ['cancel drops the record', cancelDropsTheRecord, /disappear/],
  ['key without service', keyWithoutService, /rehearsal|ends in a declared state/],
];
