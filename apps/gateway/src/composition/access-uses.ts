import { USING_ACTIONS, type AccessUses } from '@longview/attestation';
import type { PostgresAuditReader } from '@longview/persistence';

/** The access log as evidence of who really uses what: attempts that were refused or failed are no use. */
export function accessUses(reader: PostgresAuditReader): AccessUses {
  return {
    earliestMs: () => reader.earliestMs(),
    between: (fromMs, untilMs, onUse) => reader.readActions({ actions: USING_ACTIONS, fromMs, untilMs }, ({ actor, outcome, occurredAtMs, custodians = [] }) => {
      if (outcome !== 'success' || actor.organizationId === undefined) return;
      onUse({ personId: actor.userId, organizationId: actor.organizationId, atMs: occurredAtMs, sourceIds: custodians.map(({ sourceId }) => sourceId) });
    }),
  };
}
