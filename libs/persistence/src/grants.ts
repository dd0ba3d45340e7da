/** What the runtime role may do with each table; what is not listed it may not do. The access log is never changed. */
const PRIVILEGES: Readonly<Record<string, string>> = {
  session: 'select, insert, update, delete',
  patient_context: 'select, insert, update, delete',
  study_grant: 'select, insert, update, delete',
  audit_event: 'select, insert',
  audit_term: 'select, insert',
  audit_tree_head: 'select, insert',
  audit_seal: 'select, update',
  organization: 'select, insert, update',
  organization_source: 'select, insert, delete',
  organization_site: 'select, insert, update, delete',
  organization_agreement: 'select, insert, update',
  onboarding_step: 'select, insert, update, delete',
  source_assessment: 'select, insert, update',
  role_holder_confirmation: 'select, insert, update',
  person: 'select, insert, update',
  person_identity: 'select, insert, delete',
  membership: 'select, insert, update',
  entitlement: 'select, insert, update, delete',
  role_holder: 'select, insert, update',
  governance_history: 'select, insert',
  user_agreement: 'select, insert',
  user_agreement_acceptance: 'select, insert',
  roster_patient: 'select, insert, update, delete',
  stated_reason: 'select, insert, delete',
  hr_comparison: 'select, insert, update',
  hr_listed: 'select, insert, delete',
  scim_setting: 'select, insert, update',
  scim_token: 'select, insert, update',
  scim_user: 'select, insert, update, delete',
  schema_migration: 'select',
};

/** SQL that leaves `role` (a quoted identifier) with these privileges and no others. */
export function grantTo(role: string): string {
  return [
    `revoke all on all tables in schema public from ${role}`,
    `revoke all on all sequences in schema public from ${role}`,
    `grant usage on schema public to ${role}`,
    ...Object.entries(PRIVILEGES).map(([table, privileges]) => `grant ${privileges} on ${table} to ${role}`),
    `grant usage on sequence audit_lane to ${role}`,
    `grant execute on function ensure_audit_partitions(date, int) to ${role}`,
  ].join(';\n');
}
