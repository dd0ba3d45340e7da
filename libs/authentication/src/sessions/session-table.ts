import type { LogIn } from './log-in.js';

/** Enough of `pg.Pool` to run one statement. */
export interface Queryable {
  query(text: string, values: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** The PostgreSQL channel on which instances tell each other that a session changed; the payload is a session id. */
export const SESSION_CHANGES_CHANNEL = 'longview_session_changes';

/**
 * Changes log-ins in the table that express-session keeps (`session`: sid, sess, expire). Each method is one statement:
 * it reads, checks and changes the row in one step, and tells every instance.
 */
export class SessionTable {
  constructor(private readonly database: Queryable) {}

  /** @param cookieId the row's key (express-session's id), which never leaves this process. */
  async find(cookieIds: readonly string[]): Promise<ReadonlyMap<string, LogIn>> {
    const { rows } = await this.database.query(`select sid, sess->'logIn' as log_in from session where sid = any($1) and expire > now()`, [cookieIds]);
    return new Map(rows.filter((row) => row['log_in']).map((row) => [row['sid'] as string, row['log_in'] as LogIn]));
  }

  /** Moves the idle deadline, unless it has already passed: nobody comes back from a lock by asking again. */
  async recordActivity(cookieId: string, nowMs: number, idleTimeoutMs: number): Promise<void> {
    await this.database.query(
      `update session set sess = jsonb_set(sess::jsonb, '{logIn,lastActiveAtMs}', to_jsonb($2::bigint))
        where sid = $1 and sess->'logIn'->>'lockedAtMs' is null and (sess->'logIn'->>'lastActiveAtMs')::bigint > $2::bigint - $3::bigint`, [cookieId, nowMs, idleTimeoutMs]);
  }

  async chooseOrganization(cookieId: string, organizationId: string): Promise<LogIn | undefined> {
    return this.change(`update session set sess = jsonb_set(sess::jsonb, '{logIn,organizationId}', to_jsonb($2::text)) where sid = $1 and sess->'logIn' is not null`, [cookieId, organizationId]);
  }

  /** The log-in as it is now when this call locked it; `undefined` when it was locked or gone already. */
  async lock(cookieId: string, nowMs: number): Promise<LogIn | undefined> {
    return this.change(`update session set sess = jsonb_set(sess::jsonb, '{logIn,lockedAtMs}', to_jsonb($2::bigint)) where sid = $1 and sess->'logIn' is not null and sess->'logIn'->>'lockedAtMs' is null`, [cookieId, nowMs]);
  }

  /** The log-in that this call ended; `undefined` when there was none. */
  async end(cookieId: string): Promise<LogIn | undefined> {
    return this.change('delete from session where sid = $1', [cookieId]);
  }

  /** Every session that the provider's session or, without one, the provider's user opened. */
  async endByProvider(identityProviderId: string, who: { readonly providerSessionId: string } | { readonly subject: string }): Promise<readonly LogIn[]> {
    const [field, value] = 'providerSessionId' in who ? ['providerSessionId', who.providerSessionId] : ['subject', who.subject];
    return this.changeAll(`delete from session where sess->'logIn'->>'identityProviderId' = $1 and sess->'logIn'->>'${field}' = $2`, [identityProviderId, value]);
  }

  /** Tells every instance to look at this session again. */
  async announce(sessionId: string): Promise<void> {
    await this.database.query(`select pg_notify('${SESSION_CHANGES_CHANNEL}', $1)`, [sessionId]);
  }

  private async change(statement: string, values: readonly unknown[]): Promise<LogIn | undefined> {
    return (await this.changeAll(statement, values))[0];
  }

  private async changeAll(statement: string, values: readonly unknown[]): Promise<readonly LogIn[]> {
    const { rows } = await this.database.query(
      `with changed as (${statement} returning sess->'logIn' as log_in)
       select log_in, pg_notify('${SESSION_CHANGES_CHANNEL}', log_in->>'sessionId') from changed where log_in is not null`, values);
    return rows.map((row) => row['log_in'] as LogIn);
  }
}
