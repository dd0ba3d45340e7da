import type { LogIn } from './log-in.js';

/** Enough of `pg.Pool` to run one statement. */
export interface Queryable {
  query(text: string, values: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** How the row of a session is found: by the log-in's own id, which outlives a change of cookie. Indexed. */
const OF_SESSION = `sess->'logIn'->>'sessionId'`;

/** Indexed, both. */
const OF_USER = `sess->'logIn'->>'userId'`;
const OF_ORGANIZATION = `sess->'logIn'->>'organizationId'`;

/**
 * Changes log-ins in the table that express-session keeps (`session`: sid, sess, expire). Each method is one statement:
 * it reads, checks and changes the row in one step.
 */
export class SessionTable {
  constructor(private readonly database: Queryable) {}

  /** Those that are there and not past their absolute end, by session id. */
  async find(sessionIds: readonly string[]): Promise<ReadonlyMap<string, LogIn>> {
    const { rows } = await this.database.query(`select sess->'logIn' as log_in from session where ${OF_SESSION} = any($1) and expire > now()`, [sessionIds]);
    return new Map(logInsOf(rows).map((logIn) => [logIn.sessionId, logIn]));
  }

  /** Moves the idle deadline, unless it has already passed: nobody comes back from a lock by asking again. */
  async recordActivity(sessionId: string, nowMs: number, idleTimeoutMs: number): Promise<void> {
    await this.database.query(
      `update session set sess = jsonb_set(sess::jsonb, '{logIn,lastActiveAtMs}', to_jsonb($2::bigint))
        where ${OF_SESSION} = $1 and sess->'logIn'->>'lockedAtMs' is null and (sess->'logIn'->>'lastActiveAtMs')::bigint > $2::bigint - $3::bigint`, [sessionId, nowMs, idleTimeoutMs]);
  }

  /** True when the session is there. */
  async chooseOrganization(sessionId: string, organizationId: string): Promise<boolean> {
    const changed = await this.change(`update session set sess = jsonb_set(sess::jsonb, '{logIn,organizationId}', to_jsonb($2::text)) where ${OF_SESSION} = $1`, [sessionId, organizationId]);
    return changed.length > 0;
  }

  /** In every session of the person: who accepts in one window has accepted. */
  async recordAgreement(userId: string, holdsUntilMs: number): Promise<void> {
    await this.database.query(`update session set sess = jsonb_set(sess::jsonb, '{logIn,agreementHoldsUntilMs}', to_jsonb($2::bigint)) where ${OF_USER} = $1`, [userId, holdsUntilMs]);
  }

  /** The log-in as it is now when this call locked it; `undefined` when it was locked or gone already. */
  async lock(sessionId: string, nowMs: number): Promise<LogIn | undefined> {
    return (await this.change(`update session set sess = jsonb_set(sess::jsonb, '{logIn,lockedAtMs}', to_jsonb($2::bigint)) where ${OF_SESSION} = $1 and sess->'logIn'->>'lockedAtMs' is null`, [sessionId, nowMs]))[0];
  }

  /** The log-in that this call ended; `undefined` when there was none. */
  async end(sessionId: string): Promise<LogIn | undefined> {
    return (await this.change(`delete from session where ${OF_SESSION} = $1`, [sessionId]))[0];
  }

  /** Every session that the provider's session or, without one, the provider's user opened. */
  async endByProvider(identityProviderId: string, who: { readonly providerSessionId: string } | { readonly subject: string }): Promise<readonly LogIn[]> {
    const [field, value] = 'providerSessionId' in who ? ['providerSessionId', who.providerSessionId] : ['subject', who.subject];
    return this.change(`delete from session where sess->'logIn'->>'identityProviderId' = $1 and sess->'logIn'->>'${field}' = $2`, [identityProviderId, value]);
  }

  async endOfPerson(personId: string): Promise<readonly LogIn[]> {
    return this.change(`delete from session where ${OF_USER} = $1`, [personId]);
  }

  /** Where these people act for that organization. */
  async endOfMemberships(memberships: readonly { readonly personId: string; readonly organizationId: string }[]): Promise<readonly LogIn[]> {
    return this.change(
      `delete from session using unnest($1::text[], $2::text[]) as stopped(person_id, organization_id) where ${OF_USER} = stopped.person_id and ${OF_ORGANIZATION} = stopped.organization_id`,
      [memberships.map(({ personId }) => personId), memberships.map(({ organizationId }) => organizationId)]);
  }

  async endOfOrganization(organizationId: string): Promise<readonly LogIn[]> {
    return this.change(`delete from session where ${OF_ORGANIZATION} = $1`, [organizationId]);
  }

  private async change(statement: string, values: readonly unknown[]): Promise<readonly LogIn[]> {
    return logInsOf((await this.database.query(`${statement} returning sess->'logIn' as log_in`, values)).rows);
  }
}

const logInsOf = (rows: readonly Record<string, unknown>[]): readonly LogIn[] => rows.map((row) => row['log_in'] as LogIn);
