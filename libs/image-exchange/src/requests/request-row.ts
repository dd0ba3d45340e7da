import type { Queryable } from '@longview/platform';
import type { DeclineReason, RequestState } from './request-words.js';

/** A request as its table has it, with how far its images are. */
export interface RequestRow {
  readonly id: string;
  /** Who gets the images. */
  readonly fromId: string;
  /** Who has them. */
  readonly toId: string;
  readonly isPush: boolean;
  readonly patientKey: string;
  readonly patientSealed: string;
  readonly identitySealed: string;
  readonly reasonSealed: string;
  readonly studyInstanceUid: string | null;
  readonly studyFrom: string | null;
  readonly studyTo: string | null;
  readonly isUrgent: boolean;
  readonly state: RequestState;
  readonly declineReason: DeclineReason | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly expiresAt: Date;
  readonly escalatedAt: Date | null;
  readonly seenAt: Date | null;
  readonly endedAt: Date | null;
  readonly instanceCount: number | null;
  readonly arrivedCount: number;
  readonly version: number;
}

const COLUMNS = `r.id, r.from_id as "fromId", r.to_id as "toId", r.is_push as "isPush", r.patient_key as "patientKey", r.patient_sealed as "patientSealed", r.identity_sealed as "identitySealed", r.reason_sealed as "reasonSealed",
  r.study_instance_uid as "studyInstanceUid", r.study_from::text as "studyFrom", r.study_to::text as "studyTo", r.is_urgent as "isUrgent", r.state, r.decline_reason as "declineReason", r.requested_by as "requestedBy", r.requested_at as "requestedAt",
  r.due_at as "dueAt", r.expires_at as "expiresAt", r.escalated_at as "escalatedAt", r.seen_at as "seenAt", r.ended_at as "endedAt", r.version,
  (select sum(m.instance_count)::int from image_import m where m.request_id = r.id and m.state <> 'cancelled') as "instanceCount",
  (select count(*)::int from image_import m join image_import_instance i on i.import_id = m.id and i.state in ('sent', 'present') where m.request_id = r.id and m.state <> 'cancelled') as "arrivedCount"`;

export async function findRequest(connection: Queryable, id: string, { forUpdate = false } = {}): Promise<RequestRow | undefined> {
  const { rows: [row] } = await connection.query<RequestRow>(`select ${COLUMNS} from image_request r where r.id = $1${forUpdate ? ' for update of r' : ''}`, [id]);
  return row;
}

export interface RequestQuestion {
  /** The work list of who asked, or of who is asked. */
  readonly side: 'asking' | 'asked';
  readonly states: readonly RequestState[];
  readonly offset: number;
  readonly limit: number;
}

/** Urgent ones first, then by when an answer is due. */
export async function listRequests(connection: Queryable, organizationId: string, { side, states, offset, limit }: RequestQuestion): Promise<{ readonly total: number; readonly rows: readonly RequestRow[] }> {
  // A push is the sender's to offer and the recipient's to answer.
  const mine = side === 'asking' ? 'case when r.is_push then r.to_id else r.from_id end' : 'case when r.is_push then r.from_id else r.to_id end';
  const { rows: [{ total } = { total: 0 }] } = await connection.query<{ total: number }>(`select count(*)::int as total from image_request r where ${mine} = $1 and r.state = any($2)`, [organizationId, states]);
  const { rows } = await connection.query<RequestRow>(`select ${COLUMNS} from image_request r where ${mine} = $1 and r.state = any($2) order by r.is_urgent desc, r.due_at, r.id offset $3 limit $4`, [organizationId, states, offset, limit]);
  return { total, rows };
}
