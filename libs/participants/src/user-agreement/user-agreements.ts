import { decideDuty, type Actor } from '@longview/access-policy';
import type { Database, Queryable } from '@longview/platform';
import type { ChangeFacts, ChangeRefusal, ChangeRequest, GovernanceDeps } from '../governance/governed-change.js';
import { changesBetween } from './text-changes.js';
import type { AcceptedAgreement, AgreementLanguage, AgreementStanding, AgreementToRead } from './user-agreement.js';

interface VersionRow { readonly version: number; readonly effectiveFrom: Date; readonly en: string; readonly fr: string }
interface AcceptanceRow { readonly id: string; readonly version: number; readonly language: AgreementLanguage; readonly acceptedAt: Date; readonly expiresAt: Date }

const IN_FORCE = `select version, effective_from as "effectiveFrom", text_en as en, text_fr as fr from user_agreement where effective_from <= $1 order by effective_from desc, version desc limit 1`;
const VERSION = `select version, effective_from as "effectiveFrom", text_en as en, text_fr as fr from user_agreement where version = $1`;
const LATEST_ACCEPTANCE = `select id, version, language, accepted_at as "acceptedAt", expires_at as "expiresAt" from user_agreement_acceptance where person_id = $1 order by accepted_at desc limit 1`;
const STANDING = `
  select a.expires_at as "expiresAt", coalesce(a.expires_at > $2 and a.version = v.version, false) as "isInForce"
    from (select 1) as once
    left join lateral (${IN_FORCE.replace('$1', '$2')}) v on true
    left join lateral (select version, expires_at from user_agreement_acceptance where person_id = $1 order by accepted_at desc limit 1) a on true`;
const ACCEPTED = `
  select a.id, a.version, a.language, a.accepted_at as "acceptedAt", a.expires_at as "expiresAt", case a.language when 'fr' then v.text_fr else v.text_en end as text
    from user_agreement_acceptance a join user_agreement v on v.version = a.version where a.person_id = $1 order by a.accepted_at desc`;
const ACCEPT = `insert into user_agreement_acceptance (id, person_id, version, language, accepted_at, expires_at) values ($1, $2, $3, $4, $5, $5::timestamptz + interval '1 year')`;
const PUBLISH = `insert into user_agreement (version, effective_from, text_en, text_fr, published_by) values ($1, $2, $3, $4, $5)`;

const LONGEST_TEXT = 40_000;
/** Browsers' clocks are not ours: "from now on" may arrive as a moment ago. */
const CLOCK_DIFFERENCE_MS = 60_000;
/** Only one version is published at a time. */
const PUBLISHING_LOCK = 7_305_811_295;

/** A version as the program office writes it. */
export interface AgreementDraft {
  readonly textEn: string;
  readonly textFr: string;
  readonly effectiveFromMs: number;
}

/** What every user agrees to: its versions, who accepted which, and until when that holds (one year). */
export interface UserAgreements {
  /** One indexed statement. */
  standingOf(personId: string): Promise<AgreementStanding>;
  /** The version in force as this person needs to read it; `undefined` while none was ever published. */
  toRead(personId: string, language: AgreementLanguage): Promise<AgreementToRead | undefined>;
  /**
   * Accepts the version that was read. The event `agreement-accepted` is durable before the acceptance stands.
   * @returns false, changing nothing, when another version is in force: what was read is not what would be accepted.
   */
  accept(actor: Actor, facts: ChangeFacts, version: number, language: AgreementLanguage): Promise<boolean>;
  /** Newest first. */
  acceptedBy(personId: string): Promise<readonly AcceptedAgreement[]>;
  /** Makes a new version, in both languages, which everybody is asked to accept at their first log-in after `effectiveFromMs`. */
  publish(request: ChangeRequest, draft: AgreementDraft): Promise<{ readonly kind: 'published'; readonly version: number } | ChangeRefusal>;
  /** Publishes the first version, unless there is one. Instances that start together publish it once. */
  publishFirst(text: { readonly en: string; readonly fr: string }): Promise<void>;
}

export function createUserAgreements({ database, audit, clock, ids }: GovernanceDeps): UserAgreements {
  const inForce = async (): Promise<VersionRow | undefined> => (await database.query<VersionRow>(IN_FORCE, [new Date(clock.nowMs())])).rows[0];
  /** One at a time. `write` gets the number of the version that would be the next. */
  const publishing = <T>(write: (connection: Queryable, next: number) => Promise<T>): Promise<T> => database.transaction(async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1)', [PUBLISHING_LOCK]);
    const { rows: [last] } = await connection.query<{ version: number | null }>('select max(version) as version from user_agreement');
    return write(connection, (last?.version ?? 0) + 1);
  });

  return {
    async standingOf(personId) {
      const { rows: [row] } = await database.query<{ isInForce: boolean; expiresAt: Date | null }>(STANDING, [personId, new Date(clock.nowMs())]);
      return { isInForce: row!.isInForce, ...(row!.expiresAt && { expiresAtMs: row!.expiresAt.getTime() }) };
    },

    async toRead(personId, language) {
      const current = await inForce();
      if (!current) return undefined;
      const accepted = (await database.query<AcceptanceRow>(LATEST_ACCEPTANCE, [personId])).rows[0];
      const because = !accepted ? 'first-time' : accepted.version !== current.version ? 'new-version' : accepted.expiresAt.getTime() <= clock.nowMs() ? 'expired' : 'in-force';
      const earlier = because === 'new-version' ? await versionOf(database, accepted!.version) : undefined;
      return {
        version: current.version, effectiveFromMs: current.effectiveFrom.getTime(), language, because,
        runs: earlier ? changesBetween(earlier[language], current[language]) : [{ kind: 'same', text: current[language] }],
        ...(accepted && { acceptedVersion: accepted.version, acceptedAtMs: accepted.acceptedAt.getTime(), expiresAtMs: accepted.expiresAt.getTime() }),
      };
    },

    async accept(actor, facts, version, language) {
      if ((await inForce())?.version !== version) return false;
      await audit.append({ action: 'agreement-accepted', outcome: 'success', ...whoAsks(actor, facts), details: { version, language } });
      await database.query(ACCEPT, [ids.newId(), actor.userId, version, language, new Date(clock.nowMs())]);
      return true;
    },

    async acceptedBy(personId) {
      const { rows } = await database.query<AcceptanceRow & { text: string }>(ACCEPTED, [personId]);
      return rows.map(({ acceptedAt, expiresAt, ...row }) => ({ ...row, acceptedAtMs: acceptedAt.getTime(), expiresAtMs: expiresAt.getTime() }));
    },

    async publish({ actor, facts }, draft) {
      const entry = { action: 'configuration-applied', ...whoAsks(actor, facts) } as const;
      const refusal = refusalOf(actor, draft, clock.nowMs());
      if (refusal?.code === 'not-allowed') await audit.append({ ...entry, outcome: 'refused', rule: refusal.rule });
      if (refusal) return refusal;
      return publishing(async (connection, version) => {
        await connection.query(PUBLISH, [version, new Date(draft.effectiveFromMs), draft.textEn.trim(), draft.textFr.trim(), actor.userId]);
        await audit.append({ ...entry, outcome: 'success', details: { userAgreementVersion: version } });
        return { kind: 'published', version };
      });
    },

    publishFirst: ({ en, fr }) => publishing(async (connection, next) => {
      if (next === 1) await connection.query(PUBLISH, [1, new Date(clock.nowMs()), en, fr, 'longview']);
    }),
  };
}

async function versionOf(database: Database, version: number): Promise<VersionRow> {
  return (await database.query<VersionRow>(VERSION, [version])).rows[0]!;
}

function refusalOf(actor: Actor, draft: AgreementDraft, nowMs: number): ChangeRefusal | undefined {
  const decision = decideDuty({ actor, duty: 'manage-organizations' });
  if (decision.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: decision.rule };
  const invalid = (field: keyof AgreementDraft, problem: string): ChangeRefusal => ({ kind: 'refused', code: 'invalid-input', field, problem });
  for (const field of ['textEn', 'textFr'] as const) {
    if (draft[field].trim() === '') return invalid(field, 'missing');
    if (draft[field].length > LONGEST_TEXT) return invalid(field, 'too-long');
  }
  return draft.effectiveFromMs < nowMs - CLOCK_DIFFERENCE_MS ? invalid('effectiveFromMs', 'in-the-past') : undefined;
}

const whoAsks = (actor: Actor, facts: ChangeFacts) => ({
  actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
  sessionId: actor.sessionId, requestId: facts.requestId, ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
});
