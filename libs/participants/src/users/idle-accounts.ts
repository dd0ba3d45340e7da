import type { Actor } from '@longview/access-policy';
import type { Job, JobQueue, Mailer } from '@longview/platform';
import { governedChange, isRefusal, type ChangeRequest, type GovernanceDeps } from '../governance/governed-change.js';
import type { StandingChanges } from '../standing/standing-changes.js';
import { idleWarningLetter } from './idle-warning-letter.js';
import { IDLE_SINCE, type UserLimits } from './user-list.js';

export interface IdleAccountsDeps extends GovernanceDeps {
  readonly standing: StandingChanges;
  readonly mailer: Mailer;
  readonly limits: UserLimits;
  /** Where people sign in: the address in the letter. */
  readonly publicUrl: string;
}

export const IDLE_QUEUE = 'idle-accounts';
/** Early in the morning, before the first shift looks for who is missing. */
const EVERY_NIGHT = '15 4 * * *';
/** Few enough that nobody waits for the rows that one transaction holds. */
const BATCH = 100;

interface IdleMembership {
  readonly id: string;
  readonly personId: string;
  readonly organizationId: string;
  readonly displayName: string;
  readonly email: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly idleSinceMs: number;
}

/**
 * Who holds an office is not idle for not looking at records, and an organization whose only registration authority fell
 * asleep would have nobody to wake it: those are attested instead.
 */
const SELECT = `
  select m.id, m.person_id as "personId", m.organization_id as "organizationId", p.display_name as "displayName", p.email, o.name_en as "nameEn", o.name_fr as "nameFr", floor(extract(epoch from ${IDLE_SINCE}) * 1000)::float8 as "idleSinceMs"
    from membership m join person p on p.id = m.person_id join organization o on o.id = m.organization_id
   where m.status = 'active' and not exists (select from role_holder h where h.person_id = m.person_id and h.organization_id = m.organization_id and h.status = 'in-force')`;
const TO_WARN = `${SELECT} and ${IDLE_SINCE} <= $1::timestamptz - make_interval(days => $2::int) and m.idle_warned_at is null order by m.id limit ${BATCH} for update of m skip locked`;
const TO_SUSPEND = `${SELECT} and ${IDLE_SINCE} <= $1::timestamptz - make_interval(days => $2::int) and m.idle_warned_at <= $1::timestamptz - make_interval(days => $3::int) order by m.id limit ${BATCH} for update of m skip locked`;

/** Who the history and the log name for what the clock does. */
const BY_THE_CLOCK: Actor = {
  userId: 'idle-accounts', displayName: 'Longview', roles: [], organizationId: undefined, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
  assuranceLevel: 1, entitledSourceIds: new Set(), purposeOfUse: 'HOPERAT', sessionId: 'job',
};

/** Has idle accounts looked at every night, by one instance. */
export async function scheduleIdleAccounts(jobs: JobQueue, deps: IdleAccountsDeps): Promise<void> {
  await jobs.define(IDLE_QUEUE, { retryLimit: 5, retryDelayMs: 60_000, timeoutMs: 3_600_000 });
  await jobs.work(IDLE_QUEUE, async (job) => void (await handleIdleAccounts(deps, job)));
  await jobs.schedule(IDLE_QUEUE, EVERY_NIGHT, { timeZone: 'America/Toronto' });
}

/**
 * Warns who was not here for so long, then suspends who did not come after the warning. Works through batches, each in a
 * transaction of its own with its letters: repeated after a crash, it goes on where it was. Whoever is suspended here
 * comes back by signing in and one click of their registration authority.
 */
export async function handleIdleAccounts(deps: IdleAccountsDeps, { id, signal }: Pick<Job<object>, 'id' | 'signal'>): Promise<{ readonly warned: number; readonly suspended: number }> {
  const request: ChangeRequest = { actor: BY_THE_CLOCK, facts: { requestId: `job:${id}` } };
  const untilNone = async (batch: (request: ChangeRequest) => Promise<number>): Promise<number> => {
    let done = 0;
    for (let count = BATCH; count === BATCH && !signal.aborted; done += count) count = await batch(request);
    return done;
  };
  return { warned: await untilNone((by) => warnBatch(deps, by)), suspended: await untilNone((by) => suspendBatch(deps, by)) };
}

async function warnBatch(deps: IdleAccountsDeps, request: ChangeRequest): Promise<number> {
  const { limits, mailer, publicUrl } = deps;
  return numberOf(await governedChange(deps, request, 'user-changed', async ({ connection, nowMs, record }) => {
    const { rows } = await connection.query<IdleMembership>(TO_WARN, [new Date(nowMs), limits.idleWarningDays]);
    await connection.query('update membership set idle_warned_at = $2 where id = any($1::text[])', [rows.map(({ id }) => id), new Date(nowMs)]);
    for (const { id, organizationId, displayName, email, nameEn, nameFr, idleSinceMs } of rows) {
      record({ subjectKind: 'membership', subjectId: id, organizationId, change: 'idle-warned' });
      if (email === '') continue;
      await mailer.send(idleWarningLetter({ to: email, displayName, organization: { en: nameEn, fr: nameFr }, idleSinceMs, daysLeft: limits.idleSuspensionDays - limits.idleWarningDays, publicUrl }), { key: `idle-warning:${id}:${nowMs}`, within: connection });
    }
    return rows.length;
  }));
}

async function suspendBatch(deps: IdleAccountsDeps, request: ChangeRequest): Promise<number> {
  const { limits: { idleSuspensionDays, idleWarningDays } } = deps;
  return numberOf(await governedChange(deps, request, 'user-changed', async ({ connection, nowMs, record }) => {
    const { rows } = await connection.query<IdleMembership>(TO_SUSPEND, [new Date(nowMs), idleSuspensionDays, idleSuspensionDays - idleWarningDays]);
    if (rows.length === 0) return 0;
    await connection.query(`update membership set status = 'suspended', status_reason = 'idle', status_since = $2, version = version + 1 where id = any($1::text[])`, [rows.map(({ id }) => id), new Date(nowMs)]);
    await deps.standing.stopMemberships(connection, rows, 'idle');
    for (const { id, organizationId } of rows) record({ subjectKind: 'membership', subjectId: id, organizationId, change: 'suspend', reason: 'idle' });
    return rows.length;
  }));
}

/** Nothing in a batch is refused: it has no rule of its own to break. */
const numberOf = (outcome: number | object): number => (isRefusal(outcome) ? 0 : Number(outcome));
