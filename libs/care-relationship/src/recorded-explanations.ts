import type { PurposeOfUse } from '@longview/clinical-model';
import type { Queryable } from '@longview/platform';
import type { Explanation, ExplanationSource } from './explanations.js';

/** Both looks in one round trip, each by its index. */
const FIND = `
  select 0 as rank, 'roster' as kind, null as reason, null as "purposeOfUse", null as stated_at
    from roster_patient where organization_id = $1 and patient_key = any($2)
  union all
  (select 1, 'earlier-reason', reason, purpose_of_use, stated_at
    from stated_reason where user_id = $3 and organization_id = $1 and patient_key = $4 and stated_at > $5 order by stated_at desc limit 1)
  order by rank limit 1`;

interface Found {
  readonly kind: 'roster' | 'earlier-reason';
  readonly reason: string | null;
  readonly purposeOfUse: PurposeOfUse | null;
}

/** The roster of the person's organization, and a reason that they gave for this patient, acting for it, not longer ago than this. */
export function recordedExplanations(database: Queryable, reasonValidForMs: number): ExplanationSource {
  return {
    async explain(actor, { pseudonym, keys }, nowMs): Promise<Explanation | undefined> {
      const { rows: [found] } = await database.query<Found>(FIND, [actor.organizationId, keys, actor.userId, pseudonym.key, new Date(nowMs - reasonValidForMs)]);
      if (!found) return undefined;
      return {
        basis: { relationship: 'found', kind: found.kind, ...(found.reason !== null && { reason: found.reason }) },
        purposeOfUse: found.purposeOfUse ?? actor.purposeOfUse,
      };
    },
  };
}
