import type { AccessBasis, PurposeOfUse } from '@longview/clinical-model';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from './instant-column.js';

@Entity({ name: 'patient_context' })
@Check('patient_context_kind', `kind in ('candidate', 'opened')`)
@Index('patient_context_session', ['sessionId'])
@Index('patient_context_expires', ['expiresAtMs'])
export class PatientContextRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'patient_context_pk' }) id: string;
  @Column({ type: 'text' }) kind: 'candidate' | 'opened';
  @Column({ name: 'session_id', type: 'text' }) sessionId: string;
  @Column({ name: 'user_id', type: 'text' }) userId: string;
  @Column({ name: 'organization_id', type: 'text' }) organizationId: string;
  @Column({ name: 'purpose_of_use', type: 'text' }) purposeOfUse: PurposeOfUse;
  @Column({ type: 'jsonb', default: { relationship: 'missing' } }) basis: AccessBasis;
  @Column({ name: 'sealed_payload', type: 'text' }) sealedPayload: string;
  @Column(instantColumn('created_at')) createdAtMs: number;
  @Column(instantColumn('expires_at')) expiresAtMs: number;
  @Column(instantColumn('ended_at', { nullable: true })) endedAtMs: number | null;
}
