import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { PatientPseudonymizer } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import type { RunningStack } from '@longview/test-support';

/** One person, the organization they act for, and the patient and source that it is about. */
export interface Scene {
  readonly userId: string;
  readonly organizationId: string;
  readonly sourceId: string;
  readonly healthNumber: string;
}

const HOUR_MS = 3_600_000;
const NEVER = new Date('2000-01-01');

/**
 * Puts a state of the world into the database, as the services would have left it, and takes it back. Consent that is put
 * there is told to the instances as it is told by those who enter it.
 */
export class Standing {
  private constructor(private readonly owner: pg.Client, private readonly pseudonymizer: PatientPseudonymizer, private readonly scene: Scene) {}

  static async open(stack: RunningStack, scene: Scene): Promise<Standing> {
    const owner = new pg.Client({ connectionString: stack.database.ownerUrl });
    await owner.connect();
    await owner.query('create table saved_entitlement as select * from entitlement');
    const key = (name: string): Buffer => Buffer.from(readFileSync(path.join(stack.secretsFolder, name), 'utf8').trim(), 'base64url');
    return new Standing(owner, new PatientPseudonymizer({ indexKey: key('audit-index.key'), sealingKeys: new Map([[1, key('audit-sealing.key')]]) }), scene);
  }

  close(): Promise<void> {
    return this.owner.end();
  }

  /** Everybody is in good standing again, and the patient has said nothing. */
  async reset(): Promise<void> {
    const { userId, organizationId } = this.scene;
    await this.owner.query(`update membership set status = 'active', status_reason = '', roles = '{physician}' where person_id = $1`, [userId]);
    await this.owner.query(`update person set is_active = true, assurance_level = 2, verified_at = now(), verified_until = null where id = $1`, [userId]);
    await this.owner.query(`update organization set status = 'active', is_viewing = true where id = $1`, [organizationId]);
    await this.owner.query(`update organization_agreement set ended_at = null where organization_id = $1`, [organizationId]);
    await this.owner.query(`insert into entitlement select * from saved_entitlement on conflict (membership_id, source_id) do update set expires_at = excluded.expires_at`);
    await this.owner.query(`update session set sess = jsonb_set(jsonb_set(sess::jsonb, '{logIn,agreementHoldsUntilMs}', '4000000000000'), '{logIn,organizationId}', to_jsonb($2::text)) where sess->'logIn'->>'userId' = $1`, [userId, organizationId]);
    await this.owner.query(`update patient_context set basis = '{"relationship":"found","kind":"roster"}', purpose_of_use = 'TREAT' where user_id = $1`, [userId]);
    await this.owner.query('delete from consent_notice; delete from consent_override; delete from consent_directive');
    await this.tell();
  }

  async setRole(...roles: readonly string[]): Promise<void> {
    await this.owner.query('update membership set roles = $2 where person_id = $1', [this.scene.userId, roles]);
  }

  /** For which the patient is open. */
  async setPurpose(purposeOfUse: string): Promise<void> {
    await this.owner.query('update patient_context set purpose_of_use = $2 where user_id = $1', [this.scene.userId, purposeOfUse]);
  }

  /** By the name that the table of states gives it. */
  async apply(state: string): Promise<void> {
    const { userId, organizationId, sourceId } = this.scene;
    const change = (text: string, ...values: readonly unknown[]): Promise<unknown> => this.owner.query(text, [...values]);
    switch (state) {
      case 'in-good-standing': return;
      case 'user-suspended': return void (await change(`update membership set status = 'suspended', status_reason = 'privacy-case' where person_id = $1`, userId));
      case 'user-not-attested': return void (await change(`update membership set status = 'suspended', status_reason = 'not-attested' where person_id = $1`, userId));
      case 'identity-only-asserted': return void (await change('update person set assurance_level = 1 where id = $1', userId));
      case 'organization-suspended': return void (await change(`update organization set status = 'suspended' where id = $1`, organizationId));
      case 'organization-agreement-ended': return void (await change('update organization_agreement set ended_at = now() where organization_id = $1', organizationId));
      case 'organization-only-contributes': return void (await change('update organization set is_viewing = false where id = $1', organizationId));
      case 'user-agreement-not-accepted': return void (await change(`update session set sess = jsonb_set(sess::jsonb, '{logIn,agreementHoldsUntilMs}', '0') where sess->'logIn'->>'userId' = $1`, userId));
      case 'not-entitled': return void (await change('delete from entitlement e using membership m where m.id = e.membership_id and m.person_id = $1 and e.source_id = $2', userId, sourceId));
      case 'entitlement-expired': return void (await change('update entitlement e set expires_at = $3 from membership m where m.id = e.membership_id and m.person_id = $1 and e.source_id = $2', userId, sourceId, NEVER));
      case 'not-entitled-to-anything': return void (await change('delete from entitlement e using membership m where m.id = e.membership_id and m.person_id = $1', userId));
      case 'reason-stated': return void (await change(`update patient_context set basis = '{"relationship":"stated","reason":"consultation"}' where user_id = $1`, userId));
      case 'no-reason': return void (await change(`update patient_context set basis = '{"relationship":"missing"}' where user_id = $1`, userId));
      case 'restricts-everything': return this.direct('everything');
      case 'restricts-this-record': return this.direct('custodian-record', { custodianId: sourceId });
      case 'restricts-another-record': return this.direct('custodian-record', { custodianId: 'st-brigid' });
      case 'restricts-this-organization': return this.direct('custodian-agents', { custodianId: organizationId });
      case 'restricts-this-person': return this.direct('person', { personId: userId });
      case 'restricts-all-but-this-person': return this.direct('everything', { exceptPersonIds: [userId] });
      case 'restriction-over': return this.direct('everything', { endsAtMs: Date.now() - 1 });
      case 'restriction-later': return this.direct('everything', { startsAtMs: Date.now() + HOUR_MS });
      case 'overridden': await this.direct('everything'); return this.override({});
      case 'overridden-by-another': await this.direct('everything'); return this.override({ userId: 'somebody-else' });
      case 'override-over': await this.direct('everything'); return this.override({ startedAtMs: Date.now() - 5 * HOUR_MS });
      default: throw new Error(`Nobody knows the state ${state}.`);
    }
  }

  private get patientKey(): string {
    return this.pseudonymizer.keyOf({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: this.scene.healthNumber });
  }

  private async direct(scope: string, { custodianId = null, personId = null, exceptPersonIds = [], startsAtMs = Date.now() - 2 * HOUR_MS, endsAtMs }: { custodianId?: string | null; personId?: string | null; exceptPersonIds?: readonly string[]; startsAtMs?: number; endsAtMs?: number } = {}): Promise<void> {
    await this.owner.query(
      `insert into consent_directive (id, patient_keys, patient_sealed, scope, custodian_id, person_id, except_person_ids, starts_at, ends_at, announced_at, requested_by, organization_id, entered_by, entered_by_name, entered_at)
       values (gen_random_uuid(), $1, '', $2, $3, $4, $5, $6, $7, now(), 'patient', 'st-brigid', 'privacy-singh', 'Harpreet Singh', now())`,
      [[this.patientKey], scope, custodianId, personId, exceptPersonIds, new Date(startsAtMs), endsAtMs === undefined ? null : new Date(endsAtMs)]);
    await this.tell();
  }

  private async override({ userId = this.scene.userId, startedAtMs = Date.now() - 1_000 }: { userId?: string; startedAtMs?: number }): Promise<void> {
    await this.owner.query(
      `insert into consent_override (id, patient_keys, patient_sealed, ground, user_id, user_name, organization_id, session_id, started_at, expires_at, ended_at)
       values (gen_random_uuid(), $1, '', 'harm-to-patient', $2, '', $3, '', $4, $5, case when $5::timestamptz < now() then $5::timestamptz end)`,
      [[this.patientKey], userId, this.scene.organizationId, new Date(startedAtMs), new Date(startedAtMs + 4 * HOUR_MS)]);
    await this.tell();
  }

  private async tell(): Promise<void> {
    await this.owner.query(`select pg_notify('longview_session_event', $1)`, [JSON.stringify({ kind: 'consent-changed', patientKeys: [this.patientKey] })]);
  }
}
