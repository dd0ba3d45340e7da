import type { Actor } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry, type AuditLog } from '@longview/audit';
import type { AccessBasis, SubjectIdentity } from '@longview/clinical-model';
import { NO_DIRECTIVES, type ConsentOverride, type ConsentReader, type OverrideGround } from '@longview/consent';
import { overridesOffered } from '@longview/disclosure';
import type { Clock, Database, IdSource, Queryable, Sealer } from '@longview/platform';
import type { ConsentPatients } from './consent-patients.js';
import { OVERRIDE } from './consent-reader.js';
import type { NoticeKind, SubstituteRelationship } from './words.js';

export interface ConsentOverridesDeps {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sealer: Sealer;
  readonly patients: ConsentPatients;
  readonly reader: ConsentReader;
  readonly sources: Parameters<typeof overridesOffered>[3];
  /** Tells every instance, at the commit of this connection's transaction, to decide anew what it shows of the patient. */
  readonly announce: (connection: Queryable, patientKeys: readonly string[]) => Promise<void>;
  /** Tells the custodian's privacy office, with the same transaction, that there is a notice at the desk; names no patient. */
  readonly tellCustodian: (connection: Queryable, organizationId: string, overrideId: string) => Promise<void>;
}

/** Facts of the request, and why the person may be with the patient. */
export interface OverrideRequestFacts {
  readonly requestId: string;
  readonly clientAddress?: string;
  readonly basis?: AccessBasis;
}

export interface OverrideStart {
  readonly ground: OverrideGround;
  /** Who consented for the patient; with `express-consent` only. */
  readonly substitute?: { readonly name: string; readonly relationship: SubstituteRelationship };
}

export type OverrideRefusal =
  | { readonly kind: 'refused'; readonly code: 'not-allowed'; readonly rule: string }
  | { readonly kind: 'refused'; readonly code: 'invalid-input'; readonly field: string; readonly problem: string }
  | { readonly kind: 'audit-unavailable' };

/** Breaking the glass: on one of three grounds, for a time, told to those who must know. */
export interface ConsentOverrides {
  /** Resolves with the override when it is kept, written down and its notices exist; from then on it opens. */
  start(actor: Actor, patient: SubjectIdentity, start: OverrideStart, facts: OverrideRequestFacts): Promise<ConsentOverride | OverrideRefusal>;
  /** By whoever made it. `undefined` when there is none of theirs to end; otherwise the keys of its patient. */
  end(actor: Actor, overrideId: string, facts: OverrideRequestFacts): Promise<readonly string[] | undefined>;
  /** Ends those whose time is over, each once however many instances call; says how many. */
  endExpired(): Promise<number>;
}

const NAME_MAX = 200;

export function createConsentOverrides(deps: ConsentOverridesDeps): ConsentOverrides {
  const { database, audit, clock, ids, patients } = deps;

  async function start(actor: Actor, patient: SubjectIdentity, { ground, substitute }: OverrideStart, facts: OverrideRequestFacts): Promise<ConsentOverride | OverrideRefusal> {
    const nowMs = clock.nowMs();
    const patientKeys = patients.keysOf(patient);
    const pseudonym = patients.pseudonymize(patient);
    const refuse = async (rule: string): Promise<OverrideRefusal> =>
      (await isDurable({ ...whoAsks(actor, facts), action: 'access-refused', outcome: 'refused', rule, patient: pseudonym, details: { attempted: 'override', ground } })) ? { kind: 'refused', code: 'not-allowed', rule } : { kind: 'audit-unavailable' };

    const [consent = NO_DIRECTIVES] = await deps.reader.read([patientKeys]);
    const offers = overridesOffered(actor, consent, facts.basis, deps.sources, nowMs);
    if ('rule' in offers) return refuse(offers.rule);
    const offered = offers.grounds.find((one) => one.ground === ground);
    if (!offered) return refuse('ground-not-accepted');
    if (substitute && ground !== 'express-consent') return { kind: 'refused', code: 'invalid-input', field: 'substitute', problem: 'express-consent-only' };
    const name = substitute?.name.trim();
    if (substitute && (name === '' || name!.length > NAME_MAX)) return { kind: 'refused', code: 'invalid-input', field: 'substitute.name', problem: name === '' ? 'missing' : 'too-long' };

    const override: ConsentOverride = { id: ids.newId(), ground, userId: actor.userId, organizationId: actor.organizationId!, startedAtMs: nowMs, expiresAtMs: nowMs + offered.durationMs };
    const notices: readonly NoticeKind[] = ground === 'harm-to-others' ? ['custodian', 'patient', 'commissioner'] : ['custodian', 'patient'];
    try {
      await database.transaction(async (connection) => {
        await connection.query(
          `insert into consent_override (id, patient_keys, patient_sealed, ground, substitute_sealed, user_id, user_name, organization_id, session_id, started_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [override.id, [...new Set([pseudonym.key, ...patientKeys])], pseudonym.sealed, ground, substitute ? deps.sealer.seal(JSON.stringify({ name, relationship: substitute.relationship }), substitutePurpose(override.id)) : null,
            actor.userId, actor.displayName, override.organizationId, actor.sessionId, new Date(nowMs), new Date(override.expiresAtMs)]);
        await connection.query(
          'insert into consent_notice (id, override_id, kind, organization_id, created_at) select id, $2, kind, $3, $4 from unnest($1::text[], $5::text[]) as notice(id, kind)',
          [notices.map(() => ids.newId()), override.id, override.organizationId, new Date(nowMs), notices]);
        await deps.tellCustodian(connection, override.organizationId, override.id);
        await audit.append({
          ...whoAsks(actor, facts), action: 'override-started', outcome: 'success', purposeOfUse: 'BTG', patient: pseudonym, objects: [`override/${override.id}`],
          // Whose records it opens (PHIPA s.55.3); which of them are then shown, the events of showing say.
          ...(offers.closed.length > 0 && { custodians: offers.closed.map(({ custodianId, sourceId }) => ({ custodianId, sourceId, itemCount: 0, use: custodianId === actor.organizationId ? 'use' as const : 'collection' as const })) }),
          details: { ground, collectingCustodian: override.organizationId, expiresAt: new Date(override.expiresAtMs).toISOString(), notices: notices.join(' '), ...(substitute && { substituteRelationship: substitute.relationship }) },
        });
      });
    } catch (error) {
      if (error instanceof AuditAppendFailed) return { kind: 'audit-unavailable' };
      throw error;
    }
    return override;
  }

  interface EndingRow {
    readonly id: string;
    readonly patientKeys: readonly string[];
    readonly patientSealed: string;
    readonly userName: string;
    readonly userId: string;
    readonly organizationId: string;
    readonly sessionId: string;
    readonly ground: OverrideGround;
  }

  /** Ends what the condition selects, and writes each end down before it stands. */
  const endWhere = (condition: string, values: readonly unknown[], reason: 'expired' | 'by-hand', facts?: OverrideRequestFacts): Promise<readonly EndingRow[]> => database.transaction(async (connection) => {
    const { rows } = await connection.query<EndingRow>(
      `update consent_override set ended_at = least(expires_at, $1) where id in (select id from consent_override where ended_at is null and ${condition} for update skip locked)
       returning ${OVERRIDE}, patient_keys as "patientKeys", patient_sealed as "patientSealed", user_name as "userName", session_id as "sessionId"`, [new Date(clock.nowMs()), ...values]);
    for (const { id, userId, userName, organizationId, sessionId, ground, patientKeys, patientSealed } of rows) {
      await audit.append({
        actor: { userId, displayName: userName, roles: [], organizationId }, sessionId, ...(facts && { requestId: facts.requestId }), ...(facts?.clientAddress !== undefined && { clientAddress: facts.clientAddress }), purposeOfUse: 'BTG',
        action: 'override-ended', outcome: 'success', patient: { key: patientKeys[0]!, sealed: patientSealed }, objects: [`override/${id}`], details: { reason, ground },
      });
      await deps.announce(connection, patientKeys);
    }
    return rows;
  });

  async function isDurable(entry: AuditEntry): Promise<boolean> {
    try {
      await audit.append(entry);
      return true;
    } catch (error) {
      if (error instanceof AuditAppendFailed) return false;
      throw error;
    }
  }

  return {
    start,
    end: async (actor, overrideId, facts) => (await endWhere('id = $2 and user_id = $3 and expires_at > $1', [overrideId, actor.userId], 'by-hand', facts))[0]?.patientKeys,
    endExpired: async () => (await endWhere('expires_at <= $1', [], 'expired')).length,
  };
}

const substitutePurpose = (overrideId: string): string => `substitute of override ${overrideId}`;

const whoAsks = (actor: Actor, facts: OverrideRequestFacts) => ({
  actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
  sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse, ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
});
