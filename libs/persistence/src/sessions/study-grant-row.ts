import type { AccessBasis, PurposeOfUse } from '@longview/clinical-model';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from './instant-column.js';

@Entity({ name: 'study_grant' })
@Index('study_grant_session', ['sessionId', 'studyInstanceUid'])
@Index('study_grant_user', ['userId'], { where: 'ended_at is null' })
@Index('study_grant_patient', ['auditPatientKey'], { where: 'ended_at is null' })
// GIN, which the mapping has no word for.
@Index('study_grant_patient_keys', { synchronize: false })
@Index('study_grant_expires', ['expiresAtMs'])
export class StudyGrantRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'study_grant_pk' }) id: string;
  @Column({ name: 'session_id', type: 'text' }) sessionId: string;
  @Column({ name: 'user_id', type: 'text' }) userId: string;
  @Column({ name: 'organization_id', type: 'text' }) organizationId: string;
  @Column({ name: 'patient_key', type: 'text' }) patientKey: string;
  @Column({ name: 'audit_patient_key', type: 'text' }) auditPatientKey: string;
  @Column({ name: 'audit_patient_sealed', type: 'text' }) auditPatientSealed: string;
  @Column({ name: 'patient_keys', type: 'text', array: true, default: [] }) patientKeys: readonly string[];
  @Column({ name: 'study_instance_uid', type: 'text' }) studyInstanceUid: string;
  @Column({ name: 'source_id', type: 'text' }) sourceId: string;
  @Column({ name: 'custodian_id', type: 'text' }) custodianId: string;
  @Column({ name: 'is_custodian_assumed', type: 'boolean', default: false }) isCustodianAssumed: boolean;
  @Column({ name: 'purpose_of_use', type: 'text' }) purposeOfUse: PurposeOfUse;
  @Column({ type: 'jsonb', default: { relationship: 'missing' } }) basis: AccessBasis;
  @Column(instantColumn('created_at')) createdAtMs: number;
  @Column(instantColumn('expires_at')) expiresAtMs: number;
  @Column(instantColumn('images_shown_at', { nullable: true })) imagesShownAtMs: number | null;
  @Column(instantColumn('ended_at', { nullable: true })) endedAtMs: number | null;
  @Column({ name: 'sealed_display', type: 'text' }) sealedDisplay: string;
}
