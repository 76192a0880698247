import { chargeHasTrace } from './charge-has-trace.ts';
import { durableBeforeSend } from './durable-before-send.ts';
import { endsDeclared } from './ends-declared.ts';
import { heldUntilContinue } from './held-until-continue.ts';
import { idDurableBeforeUse } from './id-durable-before-use.ts';
import { insideTheGuard } from './inside-the-guard.ts';
import type { InvariantWatch } from './invariant.ts';
import { neverBackwards } from './never-backwards.ts';
import { noOddFailure } from './no-odd-failure.ts';
import { nothingAfterDoubt } from './nothing-after-doubt.ts';
import { nothingDisappears } from './nothing-disappears.ts';
import { oneCharge } from './one-charge.ts';
import { onlyWhatContinueNames } from './only-what-continue-names.ts';
import { oneOwner } from './one-owner.ts';
import { onlyAgreed } from './only-agreed.ts';
import { paidIsNotGivenUp } from './paid-is-not-given-up.ts';
import { rehearsalIsNotPaid } from './rehearsal-is-not-paid.ts';
import { retryAfterObeyed } from './retry-after-obeyed.ts';
import { runKeepsItsPairs } from './run-keeps-its-pairs.ts';
import { storedEqualsMade } from './stored-equals-made.ts';
import { unwatchedIsLeftAlone } from './unwatched-is-left-alone.ts';

/** Every invariant, begun anew for one world with such a spend guard. */
export function watchAll(spendGuard: string): readonly InvariantWatch[] {
  const all = [
    oneCharge,
    durableBeforeSend,
    idDurableBeforeUse,
    nothingAfterDoubt,
    oneOwner,
    onlyAgreed,
    () => insideTheGuard(spendGuard),
    heldUntilContinue,
    onlyWhatContinueNames,
    retryAfterObeyed,
    chargeHasTrace,
    storedEqualsMade,
    paidIsNotGivenUp,
    endsDeclared,
    nothingDisappears,
    neverBackwards,
    rehearsalIsNotPaid,
    runKeepsItsPairs,
    unwatchedIsLeftAlone,
    noOddFailure,
  ];
  return all.map((begin) => begin());
}
