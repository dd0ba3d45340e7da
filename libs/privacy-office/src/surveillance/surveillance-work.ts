import type { PersonLikenessDeps } from './likeness/person-likeness.js';
import { refreshPersonNames } from './likeness/person-likeness.js';
import { measurePeers } from './accesses/gather-facts.js';
import { takeEvents } from './accesses/take-events.js';
import { evaluateDue } from './evaluate.js';
import { readRuleBook } from './rules/rule-book.js';
import { RUN_QUEUE, workOnRun } from './runs.js';
import { drawSamples, SAMPLE_QUEUE } from './sampling.js';
import type { SurveillanceDeps } from './surveillance-deps.js';

export const PEERS_QUEUE = 'surveillance-peers';
const EVENTS_AT_ONCE = 500;
const ACCESSES_AT_ONCE = 300;
const LOOK_EVERY_MS = 5_000;
const LONGEST_RUN_MS = 12 * 3_600_000;
const EVERY_HOUR = '7 * * * *';
const EVERY_MORNING = '40 3 * * *';

export interface SurveillanceWork {
  /** Follows the log from now on. */
  start(): void;
  stop(): Promise<void>;
}

/** Takes what is new in the log and judges what is due, until neither has anything left. Any number of instances may call it at once. */
export async function catchUp(deps: SurveillanceDeps, isStopped: () => boolean = () => false): Promise<{ readonly events: number; readonly raised: number }> {
  const { follower, database } = deps;
  const done = { events: 0, raised: 0 };
  while (!isStopped()) {
    const count = await follower.follow(EVENTS_AT_ONCE, (events, advance) => database.transaction(async (connection) => {
      await takeEvents(connection, events.flatMap(({ event }) => event ?? []));
      await advance(connection);
    }));
    done.events += count ?? 0;
    if (!count || count < EVENTS_AT_ONCE) break;
  }
  while (!isStopped() && (await refreshPersonNames(database, likenessDepsOf(deps))) > 0);
  while (!isStopped()) {
    const book = await readRuleBook(database, deps.firstRules);
    const judged = await database.transaction((connection) => evaluateDue(connection, deps, book, ACCESSES_AT_ONCE));
    done.raised += judged?.raised ?? 0;
    if (!judged || judged.looked === 0) break;
  }
  return done;
}

/** Lets this process take part: what is new within seconds, runs over history when somebody asks for one, samples and peers by the clock. */
export async function openSurveillanceWork(deps: SurveillanceDeps, onTrouble: (error: unknown) => void): Promise<SurveillanceWork> {
  const { jobs, database, clock, ids } = deps;
  await jobs.define(RUN_QUEUE, { timeoutMs: LONGEST_RUN_MS, retryLimit: 20 });
  await jobs.work<{ readonly runId: string }>(RUN_QUEUE, ({ data, signal }) => workOnRun(deps, data.runId, signal));
  await jobs.define(SAMPLE_QUEUE);
  await jobs.work(SAMPLE_QUEUE, () => database.transaction(async (connection) => void (await drawSamples(connection, clock.nowMs(), () => ids.newId()))));
  await jobs.schedule(SAMPLE_QUEUE, EVERY_MORNING, { timeZone: 'America/Toronto' });
  await jobs.define(PEERS_QUEUE);
  await jobs.work(PEERS_QUEUE, () => measurePeers(database, clock.nowMs()));
  await jobs.schedule(PEERS_QUEUE, EVERY_HOUR);

  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await catchUp(deps, () => isStopped);
    } catch (error) {
      // What was not kept comes again.
      if (!isStopped) onTrouble(error);
    }
    if (!isStopped) timer = setTimeout(() => void (running = look()), LOOK_EVERY_MS).unref();
  };
  return {
    start: () => void (running = look()),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const likenessDepsOf = ({ clock, hasher, patients }: SurveillanceDeps): PersonLikenessDeps => ({ clock, hasher, keyOf: (identifier) => patients.keyOf(identifier) });
