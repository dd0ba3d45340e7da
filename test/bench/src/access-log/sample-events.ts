import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { PatientPseudonymizer, type AuditAction, type AuditEntry } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SourceOutcome } from '@longview/clinical-model';

/** The size of the real thing (design/mission.md): users, organizations, and the sources of a search. */
export const USERS = 44_899;
export const ORGANIZATIONS = 2_294;
const SOURCES = 11;
const PATIENTS = 1_000_000;

/** How often each action comes: most of what happens is looking at records. */
const MIX: readonly (readonly [AuditAction, number])[] = [
  ['sign-in', 4], ['organization-chosen', 2], ['patient-search', 14], ['patient-opened', 10], ['records-shown', 36], ['report-opened', 15],
  ['study-launched', 7], ['images-shown', 7], ['launch-ended', 3], ['sign-out', 2],
];
const ACTIONS = MIX.flatMap(([action, weight]) => Array<AuditAction>(weight).fill(action));
const WITHOUT_PATIENT: ReadonlySet<AuditAction> = new Set(['sign-in', 'organization-chosen', 'sign-out']);
const SEARCHING: ReadonlySet<AuditAction> = new Set(['patient-search', 'records-shown']);

const pseudonymizer = new PatientPseudonymizer({ indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) });

export const userId = (n: number): string => `user-${String(n).padStart(5, '0')}`;
export const organizationId = (n: number): string => `organization-${String(n).padStart(4, '0')}`;
const sourceId = (n: number): string => `hospital-${n}-fhir`;

/** One event as the gateway writes it, with random people (fictitious), eleven sources and ids of the usual length. */
export function sampleEvent(): AuditEntry {
  const action = ACTIONS[randomInt(ACTIONS.length)]!;
  const user = randomInt(USERS);
  return {
    action,
    outcome: 'success',
    actor: { userId: userId(user), displayName: `Sample Person ${user}`, roles: ['physician'], organizationId: organizationId(user % ORGANIZATIONS) },
    sessionId: randomBytes(24).toString('base64url'),
    requestId: randomUUID(),
    clientAddress: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
    purposeOfUse: 'TREAT',
    rule: 'entitled-through-organization',
    ...(!WITHOUT_PATIENT.has(action) && { patient: samplePatient() }),
    ...(SEARCHING.has(action) && { completeness: { asOfMs: Date.now(), isRestricted: false, outcomes: Array.from({ length: SOURCES }, (_, source) => sampleOutcome(source)) } }),
    ...(action === 'records-shown' && { custodians: [0, 1, 2, 3].map((n) => sampleCustodian(n)) }),
    ...((action === 'report-opened' || action === 'images-shown') && { custodians: [sampleCustodian(randomInt(SOURCES))], objects: [`2.25.${randomInt(2 ** 47)}${randomInt(2 ** 47)}`] }),
  };
}

function samplePatient(): NonNullable<AuditEntry['patient']> {
  const number = randomInt(PATIENTS);
  return pseudonymizer.pseudonymize({ identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: String(5_000_000_000 + number) }], names: [{ family: `Sample-${number}`, given: ['Fictitious'] }], birthDate: '1971-02-03' });
}

function sampleOutcome(source: number): SourceOutcome {
  const isUp = randomInt(20) > 0;
  return {
    sourceId: sourceId(source), state: isUp ? 'answered' : 'timeout', recordCount: isUp ? randomInt(40) : 0, withheldCount: 0, failedKinds: [],
    elapsedMs: 80 + randomInt(isUp ? 900 : 8_000), ...(!isUp && { faultCode: 'SOURCE_TIMEOUT' }),
  };
}

function sampleCustodian(source: number): NonNullable<AuditEntry['custodians']>[number] {
  return { custodianId: `hospital-${source}`, sourceId: sourceId(source), itemCount: 1 + randomInt(30), use: 'collection' };
}
