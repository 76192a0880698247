/** A player that can be asked to let go of its media element. */
export interface Playing {
  stop(): void;
}

/** Holds at most so many media elements alive: browsers give out few decoders. */
export interface PlayerPool {
  /** Counts a player in; the one that started longest ago is stopped when there are too many. */
  enter(player: Playing): void;
  leave(player: Playing): void;
}

/** At most `most` players at once. */
export function createPlayerPool(most = 3): PlayerPool {
  const alive = new Set<Playing>();
  return {
    enter(player) {
      alive.delete(player);
      alive.add(player);
      for (const oldest of alive) {
        if (alive.size <= most) break;
        alive.delete(oldest);
        oldest.stop();
      }
    },
    leave: (player) => void alive.delete(player),
  };
}
