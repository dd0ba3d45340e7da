import type { ReadEvent } from './lane-check.js';

/**
 * Something that goes through the log event by event and remembers how far it has come: the log is the queue of everything
 * that is made from it. `Connection` is how its reader keeps what it makes.
 */
export interface LogFollower<Connection> {
  /**
   * Hands the next events, in sealed order, to `handle`. It MUST await `advance`, given the transaction that keeps what it made
   * of the events or, for a receiver elsewhere, without one once that has them; if it does not, the same events come again.
   * Handled in one instance at a time, and while no transaction of the follower is open.
   * @returns how many there were, 0 when all were seen; `undefined` when another instance is at work.
   */
  follow(limit: number, handle: (events: readonly ReadEvent[], advance: (within?: Connection) => Promise<void>) => Promise<void>): Promise<number | undefined>;
}
