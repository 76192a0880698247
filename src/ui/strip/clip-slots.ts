import type { PlayerPart } from './film-player.ts';

/** A clip that is loaded into one of the player's two elements. */
export interface Slot {
  /** Its place among the parts. */
  readonly index: number;
  /** The key of its bytes. */
  readonly key: string;
  /** An object URL. */
  readonly url: string;
}

export type Slots = readonly [Slot | undefined, Slot | undefined];

/** Slots at the places that their clips have among new parts; those whose clip is not there any more are left out. */
export function keptSlots(slots: Slots, parts: readonly PlayerPart[]): Slots {
  const kept = (slot: Slot | undefined): Slot | undefined => {
    if (!slot) return undefined;
    if (parts[slot.index]?.clip?.key === slot.key) return slot;
    const index = parts.findIndex(({ clip }) => clip?.key === slot.key);
    return index < 0 ? undefined : { ...slot, index };
  };
  return [kept(slots[0]), kept(slots[1])];
}
