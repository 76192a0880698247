import { bytesNotSynced } from './bytes-not-synced.ts';
import { bytesUnchecked } from './bytes-unchecked.ts';
import { cancelDropsTheRecord } from './cancel-drops-the-record.ts';
import { claimNotAwaited } from './claim-not-awaited.ts';
import { continueLetsAllGo } from './continue-lets-all-go.ts';
import { decidesByItself } from './decides-by-itself.ts';
import { guardNotKept } from './guard-not-kept.ts';
import { holdNotKept } from './hold-not-kept.ts';
import { idWrittenLate } from './id-written-late.ts';
import { impatientAfter429 } from './impatient-after-429.ts';
import { journalNameNotSynced } from './journal-name-not-synced.ts';
import { journalNotSynced } from './journal-not-synced.ts';
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

/** Every deliberate fault, with the invariants that speak of it: one of them must catch it. */
export const sabotages: readonly (readonly [name: string, sabotage: Sabotage, caughtBy: RegExp])[] = [
  ['claim not awaited', claimNotAwaited, /submitting are durable/],
  ['submitting not durable', submittingNotDurable, /submitting are durable/],
  ['journal not synced', journalNotSynced, /submitting are durable/],
  ['journal name not synced', journalNameNotSynced, /disappear|trace in the journal|ambiguous answer/],
  ['id written late', idWrittenLate, /request id is durable/],
  ['hold not kept', holdNotKept, /until a person continues/],
  ['Continue lets all go', continueLetsAllGo, /only what it names/],
  ['guard not kept', guardNotKept, /spend guard allows/],
  ['retry on 502', retryOn502, /ambiguous answer/],
  ['lost counts as not sent', lostCountsAsNotSent, /ambiguous answer/],
  ['sent twice', sentTwice, /ambiguous answer/],
  ['impatient after 429', impatientAfter429, /asked to wait/],
  ['bytes unchecked', bytesUnchecked, /bytes equal/],
  ['bytes not synced', bytesNotSynced, /bytes equal/],
  ['name not synced', nameNotSynced, /bytes (equal|ever disappear)/],
  ['no lock', noLock, /two living processes/],
  ['recovery forgets submitting', recoveryForgetsSubmitting, /ambiguous answer/],
  ['decides by itself', decidesByItself, /ambiguous answer/],
  ['puts what nobody agreed', putsWhatNobodyAgreed, /outside of the agreed pairs/],
  ['run forgets its pairs', runForgetsItsPairs, /keeps the pairs/],
  ['cancel drops the record', cancelDropsTheRecord, /disappear/],
  ['key without service', keyWithoutService, /rehearsal/],
];
