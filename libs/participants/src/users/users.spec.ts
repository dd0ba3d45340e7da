import { readFileSync } from 'node:fs';
import type { Actor, Role } from '@longview/access-policy';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { mayChangeUser, type UserAct } from './may-change-user.js';
import { changeStanding, STANDING_ACTIONS, STANDING_RULES, type StandingOutcome, type StandingQuestion } from './standing-change.js';
import { readEntitlements, readUserRequest, readVerification, type FieldProblem, type VerificationInput } from './user-input.js';
import { USER_STATUSES } from './user-words.js';

const TODAY = '2026-11-22';
const casesOf = <T extends { readonly sentence: string }>(name: string): readonly (readonly [string, T])[] =>
  (parse(readFileSync(new URL(`./cases/${name}.yaml`, import.meta.url), 'utf8')) as T[]).map((each) => [each.sentence, each]);
const written = (problems: readonly FieldProblem[]): readonly string[] => problems.map(({ field, problem }) => `${field}: ${problem}`);

interface StandingCase { readonly sentence: string; readonly question: Omit<StandingQuestion, 'today'>; readonly outcome: StandingOutcome }

describe('the standing of a membership', () => {
  const cases = casesOf<StandingCase>('standing-changes');
  it.each(cases)('%s', (_, { question, outcome }) => {
    expect(changeStanding({ ...question, today: TODAY })).toEqual(outcome);
  });

  it('changes only as the table says, from every status and for every action', () => {
    for (const status of USER_STATUSES) {
      for (const action of STANDING_ACTIONS) {
        const outcome = changeStanding({ status, action, reason: STANDING_RULES[action].reasons[0], today: TODAY, returnsOn: action === 'start-leave' ? '2027-01-01' : undefined });
        expect('to' in outcome ? outcome.to : undefined).toBe(STANDING_RULES[action].from[status]);
      }
    }
  });

  it('has a case for every action', () => {
    expect(new Set(cases.map(([, { question }]) => question.action))).toEqual(new Set(STANDING_ACTIONS));
  });
});

interface MayCase { readonly sentence: string; readonly offices: readonly Role[]; readonly act: UserAct; readonly organization?: string; readonly requestedBy?: string; readonly subject?: string; readonly isSolePractitioner?: boolean; readonly isUserActive?: boolean; readonly isAttested?: boolean; readonly decision: object }

describe('who may register and change users', () => {
  it.each(casesOf<MayCase>('may-change-user'))('%s', (_, { offices, act, organization = 'clinic', requestedBy = 'somebody', subject = 'nurse', isSolePractitioner = false, isUserActive = true, isAttested = true, decision }) => {
    const actor: Actor = {
      userId: 'asker', displayName: 'Fictitious Asker', roles: offices, organizationId: 'clinic', isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive, isAttested, hasAcceptedAgreement: true,
      assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: 's',
    };
    const isAboutNobody = act === 'request';
    expect(mayChangeUser({ actor, act, organization: { id: organization, isSolePractitioner }, ...(!isAboutNobody && { subject: { personId: subject, requestedBy } }) })).toEqual(decision);
  });
});

interface InputCase { readonly sentence: string; readonly input: Readonly<Record<string, unknown>>; readonly problems: readonly string[] }
const isRepeat = (value: unknown): value is { readonly repeat: number } => typeof value === 'object' && value !== null && 'repeat' in value;

describe('a request for a user', () => {
  const good = { familyName: 'Tremblay', givenName: 'Anne', email: 'Anne.Tremblay@clinic.example', jobTitle: 'Registered nurse', employeeNumber: '1001', college: 'CNO', licenceNumber: 'ab 123-456', roles: ['nurse'], sourceIds: ['north'], reason: 'New in the emergency department' };
  const sources = new Set(['north', 'south']);
  it.each(casesOf<InputCase>('user-input'))('%s', (_, { input, problems }) => {
    const changed = Object.fromEntries(Object.entries(input).map(([field, value]) => [field, isRepeat(value) ? 'x'.repeat(value.repeat) : value]));
    expect(written(readUserRequest({ ...good, ...changed }, sources).problems)).toEqual(problems);
  });

  it('is kept as it is compared: address in small letters, licence without spaces and hyphens', () => {
    expect(readUserRequest({ ...good, familyName: ' Tremblay ' }, sources).request).toMatchObject({ familyName: 'Tremblay', email: 'anne.tremblay@clinic.example', college: 'cno', licenceNumber: 'AB123456' });
  });
});

interface VerificationCase { readonly sentence: string; readonly input: VerificationInput; readonly problems?: readonly string[]; readonly verifiedUntil?: string }

describe('a verified identity', () => {
  it.each(casesOf<VerificationCase>('verifications'))('%s', (_, { input, problems, verifiedUntil }) => {
    const read = readVerification(input, TODAY);
    if ('problems' in read) expect(written(read.problems)).toEqual(problems);
    else expect(read).toMatchObject({ verifiedUntil, assuranceLevel: input.assuranceLevel, documents: input.documents });
  });
});

describe('entitlements', () => {
  const sources = new Set(['north', 'south']);
  it('are never more than the organization has, each with a reason, none that ended before it began', () => {
    expect(written(readEntitlements([{ sourceId: 'north', reason: 'Emergency' }, { sourceId: 'west', reason: 'x' }, { sourceId: 'north', reason: ' ' }, { sourceId: 'south', reason: 'x', expiresOn: '2026-11-21' }], sources, TODAY)))
      .toEqual(['entitlements.1.sourceId: not-of-organization', 'entitlements.2.sourceId: twice', 'entitlements.2.reason: missing', 'entitlements.3.expiresOn: in-the-past']);
    expect(readEntitlements([{ sourceId: 'north', reason: 'Emergency', expiresOn: TODAY }], sources, TODAY)).toEqual([]);
  });
});
