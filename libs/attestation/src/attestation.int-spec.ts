import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { everyMorning } from './attestation-jobs.js';
import { openCampaign } from './campaigns/open-campaign.js';
import { planCampaign } from './campaigns/plan-campaign.js';
import { extendSheet, remindNow } from './campaigns/extend.js';
import { listSheets, readProgress } from './campaigns/overview.js';
import { decideItem, undoDecision } from './decisions/decide.js';
import { attestGroup, openSample, type Sample } from './decisions/group.js';
import { reinstateHolder } from './decisions/reinstate-holder.js';
import { digestUses } from './evidence/digest-uses.js';
import type { PrivacyCases } from './evidence/read-facts.js';
import { decideReview } from './reviews/decide-review.js';
import { listReviews } from './reviews/list-reviews.js';
import { openReviews } from './reviews/open-reviews.js';
import { submitSheet } from './decisions/submit.js';
import { evidenceCsv, readEvidencePack } from './sheets/evidence-pack.js';
import { listItems } from './sheets/list-items.js';
import { readSheet } from './sheets/read-sheet.js';
import type { SheetKey } from './sheets/sheet.js';
import { addOrganization, asking, DAY_MS, PROGRAM_OFFICE, smallProvince, type SmallProvince } from './small-province.fixture.js';

const { database, owner, close } = await openTestDatabase();
const CAMPAIGN = { nameEn: 'Spring 2027', nameFr: 'Printemps 2027', periodFrom: '2026-07-01', periodTo: '2026-12-31', opensOn: '2027-02-01', dueOn: '2027-03-31' };
const stay = new AbortController().signal;
const lra = asking('ada', 'hospital', 'local-registration-authority');
const otherLra = asking('ben', 'hospital', 'local-registration-authority');
const lsa = asking('cleo', 'hospital', 'legal-signing-authority');

let province: SmallProvince;
let users: SheetKey;

afterAll(close);

beforeEach(async () => {
  await owner.query('truncate organization, person, campaign, user_agreement, governance_history, source_use, source_use_progress cascade');
  province = smallProvince(database);
  await addOrganization(database, 'hospital', [
    { id: 'ada', offices: ['local-registration-authority'] }, { id: 'ben', offices: ['local-registration-authority'] }, { id: 'cleo', roles: [], offices: ['legal-signing-authority', 'privacy-contact'] },
    { id: 'idle', lastUsedDaysAgo: 120 }, { id: 'lapsed', hasAgreement: false }, ...Array.from({ length: 15 }, (_, index) => ({ id: `nurse-${String(index).padStart(2, '0')}` })),
  ]);
  await addOrganization(database, 'solo', [{ id: 'sol', roles: ['physician'], offices: ['local-registration-authority', 'legal-signing-authority', 'privacy-contact'] }], { isSolePractitioner: true });
  await addOrganization(database, 'orphan', [{ id: 'orla' }]);
});

async function open(): Promise<string> {
  const planned = await planCampaign(province, PROGRAM_OFFICE, CAMPAIGN);
  if (!('id' in planned)) throw new Error(`The campaign was refused: ${JSON.stringify(planned)}`);
  await openCampaign(province, planned.id, stay);
  users = { campaignId: planned.id, organizationId: 'hospital', tier: 'users' };
  return planned.id;
}

const decide = async (who: typeof lra, subjectId: string, input: Parameters<typeof decideItem>[5], key = users) => {
  const { rows: [item] } = await database.query<{ version: number }>('select version from attestation_item where campaign_id = $1 and tier = $2 and subject_id = $3', [key.campaignId, key.tier, subjectId]);
  return decideItem(province, who, key, subjectId, item!.version, input);
};
const membership = async (id: string) => (await database.query<{ status: string; status_reason: string; roles: string[]; last_attested_by: string | null }>('select status, status_reason, roles, last_attested_by from membership where id = $1', [`m-${id}`])).rows[0];
const opened = async (who = lra): Promise<Sample> => {
  const sample = await openSample(province, who, users);
  if (!sample || !('token' in sample)) throw new Error('There is no sample.');
  return sample;
};

describe('a campaign', () => {
  it('is planned by the program office only, one at a time, with dates that can be', async () => {
    expect(await planCampaign(province, lra, CAMPAIGN)).toMatchObject({ code: 'not-allowed' });
    expect(await planCampaign(province, PROGRAM_OFFICE, { ...CAMPAIGN, dueOn: '2027-01-01' })).toMatchObject({ code: 'invalid-input', field: 'dueOn', problem: 'before-start' });
    await open();
    expect(await planCampaign(province, PROGRAM_OFFICE, { ...CAMPAIGN, nameEn: 'Another' })).toMatchObject({ field: 'opensOn', problem: 'another-is-running' });
    expect(province.events.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
  });

  it('makes a sheet for each organization and tier, with everybody once and what speaks for a closer look first', async () => {
    await open();
    expect((await database.query('select organization_id, tier, item_count from campaign_sheet order by 1, 2')).rows).toEqual([
      { organization_id: 'hospital', tier: 'role-holders', item_count: 3 }, { organization_id: 'hospital', tier: 'users', item_count: 20 },
      { organization_id: 'orphan', tier: 'users', item_count: 1 }, { organization_id: 'solo', tier: 'users', item_count: 1 },
    ]);
    const flagged = await listItems(province, lra, users, { bucket: 'needs-decision', limit: 50 });
    expect(flagged!.items.map(({ subjectId, signals }) => [subjectId, signals])).toEqual([['m-idle', ['idle']], ['m-lapsed', ['agreement-lapsed']]]);
    const view = await readSheet(province, lra, users);
    expect(view).toMatchObject({ daysLeft: 58, counts: { 'needs-decision': 2, unchanged: 18, done: 0 }, undecidedByAsker: 19, unchangedByAsker: 17, burnDown: [{ day: '2027-01-31', left: 20 }, { day: '2027-02-01', left: 20 }], sheet: { hasValidAuthority: true } });
    expect(await readSheet(province, asking('sol', 'solo', 'local-registration-authority'), users)).toBeUndefined();
  });

  it('pages through a sheet without losing or repeating anybody', async () => {
    await open();
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listItems(province, lra, users, { bucket: 'unchanged', limit: 7, ...(after !== undefined && { after }) });
      seen.push(...page!.items.map(({ subjectId }) => subjectId));
      after = page!.next;
      if (after === undefined) break;
    }
    expect(seen).toHaveLength(18);
    expect(new Set(seen).size).toBe(18);
    expect((await listItems(province, lra, users, { bucket: 'unchanged', limit: 7, search: 'NURSE-03' }))!.items.map(({ subjectId }) => subjectId)).toEqual(['m-nurse-03']);
  });
});

describe('a decision', () => {
  it('asks for a reason where something speaks for a closer look, keeps its time, and can be taken back', async () => {
    await open();
    expect(await decide(lra, 'm-idle', { decision: 'keep', elapsedMs: 10 })).toMatchObject({ code: 'invalid-input', field: 'reason', problem: 'missing' });
    const decided = await decide(lra, 'm-idle', { decision: 'keep', reason: 'works-occasionally', elapsedMs: 4_200 });
    expect(decided).toMatchObject({ kind: 'decided', item: { decision: 'keep', reason: 'works-occasionally', decidedInMs: 4_200, decidedBy: 'ada' } });
    expect(await membership('idle')).toMatchObject({ last_attested_by: null });
    if (!('item' in decided)) throw new Error('It was not decided.');
    expect(await undoDecision(province, otherLra, users, 'm-idle', decided.item.version)).toMatchObject({ kind: 'decided' });
    expect((await readSheet(province, lra, users))!.counts).toEqual({ 'needs-decision': 2, unchanged: 18, done: 0 });
  });

  it('tells the second of two who decided, and keeps the first', async () => {
    await open();
    const input = { decision: 'remove', reason: 'left', elapsedMs: 1 } as const;
    const [first, second] = await Promise.all([decideItem(province, lra, users, 'm-nurse-00', 1, input), decideItem(province, otherLra, users, 'm-nurse-00', 1, { decision: 'keep', elapsedMs: 1 })]);
    expect([first, second].map((outcome) => 'kind' in outcome && outcome.kind).sort()).toEqual(['conflict', 'decided']);
    const [winner, loser] = 'kind' in first && first.kind === 'decided' ? [first, second] : [second, first];
    if (winner.kind !== 'decided' || loser.kind !== 'conflict') throw new Error('One wins and one is told.');
    expect(loser.decidedByName).toBe(winner.item.decidedByName);
    expect(loser.decision).toBe(winner.item.decision);
    expect((await database.query(`select change from governance_history where subject_id = 'm-nurse-00'`)).rows).toHaveLength(1);
  });

  it('is nobody’s about themselves: another registration authority or the signing authority decides', async () => {
    await open();
    const keep = { decision: 'keep', elapsedMs: 1 } as const;
    expect(await decide(lra, 'm-ada', keep)).toMatchObject({ code: 'not-allowed', rule: 'about-oneself' });
    expect(await decide(otherLra, 'm-ada', keep)).toMatchObject({ kind: 'decided' });
    expect(await decide(lsa, 'm-ben', keep)).toMatchObject({ kind: 'decided' });
    expect(await decide(lsa, 'm-nurse-00', keep)).toMatchObject({ code: 'not-allowed' });
    const holders = { ...users, tier: 'role-holders' } as const;
    expect(await decide(lsa, 'h-local-registration-authority-ada', keep, holders)).toMatchObject({ kind: 'decided' });
    expect(await decide(lsa, 'h-privacy-contact-cleo', keep, holders)).toMatchObject({ rule: 'about-oneself' });
    expect(await decide(PROGRAM_OFFICE, 'h-privacy-contact-cleo', keep, holders)).toMatchObject({ kind: 'decided' });
    expect(await decide(lra, 'h-local-registration-authority-ben', keep, holders)).toMatchObject({ code: 'not-allowed' });
  });

  it('is a sole practitioner’s own about the one card, and impossible where no registration authority is in force', async () => {
    await open();
    const sol = asking('sol', 'solo', 'local-registration-authority', 'legal-signing-authority');
    const card = { ...users, organizationId: 'solo' };
    expect(await decide(sol, 'm-sol', { decision: 'keep', elapsedMs: 1 }, card)).toMatchObject({ kind: 'decided' });
    expect(await submitSheet(province, sol, card)).toEqual({ kind: 'submitted', count: 1, left: 0 });
    expect(await membership('sol')).toMatchObject({ status: 'active', last_attested_by: 'sol' });
    const orphans = { ...users, organizationId: 'orphan' };
    expect(await decide(asking('nobody', 'orphan', 'local-registration-authority'), 'm-orla', { decision: 'keep', elapsedMs: 1 }, orphans)).toMatchObject({ rule: 'no-valid-registration-authority' });
    expect((await listSheets(province, PROGRAM_OFFICE, users.campaignId, { filter: 'no-authority', sort: 'name', isDescending: false, offset: 0, limit: 10 }))!.rows.map(({ organizationId }) => organizationId)).toEqual(['orphan']);
    expect(await listSheets(province, lra, users.campaignId, { filter: 'all', sort: 'name', isDescending: false, offset: 0, limit: 10 })).toBeUndefined();
  });

  it('holds to what is true at that moment: whoever got idle meanwhile needs a reason', async () => {
    await open();
    await database.query(`update membership set last_used_at = $1 where id = 'm-nurse-01'`, [new Date(province.clock.nowMs() - 200 * DAY_MS)]);
    expect(await decideItem(province, lra, users, 'm-nurse-01', 1, { decision: 'keep', elapsedMs: 1 })).toMatchObject({ kind: 'conflict', item: { signals: ['idle'] } });
  });

  it('is lost to nobody when the log cannot be written: nothing is decided', async () => {
    await open();
    const broken = { ...province, audit: { append: async () => { throw Object.assign(new Error('no log'), { code: 'AUDIT_APPEND_FAILED' }); } } };
    await expect(decideItem(broken, lra, users, 'm-nurse-00', 1, { decision: 'keep', elapsedMs: 1 })).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    expect((await database.query(`select decision from attestation_item where subject_id = 'm-nurse-00'`)).rows).toEqual([{ decision: null }]);
  });
});

describe('the evidence', () => {
  it('sets what somebody may ask against what they asked, from the access log', async () => {
    for (const source of ['archive', 'hospital']) await database.query(`insert into entitlement (membership_id, source_id, reason, granted_by, granted_at) values ('m-nurse-00', $1, 'test', 'test', now())`, [source]);
    const nowMs = province.clock.nowMs();
    const use = { personId: 'nurse-00', organizationId: 'hospital', sourceIds: ['archive'] };
    // Long before the period, within it, and too fresh to be complete.
    province.used.push({ ...use, atMs: nowMs - 400 * DAY_MS, sourceIds: ['hospital'] }, { ...use, atMs: nowMs - 3 * DAY_MS }, { ...use, atMs: nowMs - 1_000 });
    await digestUses(province, stay);
    await digestUses(province, stay);
    await open();
    const page = await listItems(province, lra, users, { bucket: 'unchanged', limit: 5, search: 'nurse-00' });
    expect(page!.items[0]!.evidence).toMatchObject({ entitledSourceIds: ['archive', 'hospital'], unusedSourceIds: ['hospital'], patientsOpened: 12 });
  });
});

describe('between campaigns', () => {
  const reviewsOf = async () => (await listReviews(province, lra, 'hospital', { offset: 0, limit: 50 }))!.reviews.map(({ personName, trigger }) => [personName, trigger]);

  it('looks at whoever changed their job, fell asleep or is in a confirmed case, each occasion once', async () => {
    await openReviews(province);
    expect(await reviewsOf()).toEqual([['Test idle', 'idle']]);
    await database.query(`update membership set job_title = 'Manager' where id = 'm-nurse-04'`);
    const cases: PrivacyCases = { openAmong: async () => new Set(), confirmedSince: async () => [{ caseId: 'case-1', personId: 'nurse-05', organizationId: 'hospital' }] };
    await openReviews({ ...province, cases });
    await openReviews({ ...province, cases });
    expect((await reviewsOf()).sort()).toEqual([['Test idle', 'idle'], ['Test nurse-04', 'role-changed'], ['Test nurse-05', 'privacy-case']]);
  });

  it('decides at once, tells the second who was first, and opens no second review for the same thing', async () => {
    await openReviews(province);
    const [review] = (await listReviews(province, lra, 'hospital', { offset: 0, limit: 1 }))!.reviews;
    const id = review!.id;
    expect(await decideReview(province, asking('idle', 'hospital', 'local-registration-authority'), id, 1, { decision: 'keep', reason: 'needs-access', elapsedMs: 1 })).toMatchObject({ rule: 'about-oneself' });
    expect(await decideReview(province, lra, id, 1, { decision: 'keep', elapsedMs: 1 })).toMatchObject({ field: 'reason', problem: 'missing' });
    expect(await decideReview(province, lra, id, 1, { decision: 'remove', reason: 'left', elapsedMs: 1 })).toEqual({ kind: 'reviewed' });
    expect(await decideReview(province, otherLra, id, 1, { decision: 'keep', reason: 'needs-access', elapsedMs: 1 })).toEqual({ kind: 'conflict', decidedByName: 'Test ada' });
    expect(await membership('idle')).toMatchObject({ status: 'revoked', status_reason: 'left' });
    expect(province.stopped).toEqual([{ reason: 'left', memberships: [{ personId: 'idle', organizationId: 'hospital' }] }]);
    await openReviews(province);
    expect(await reviewsOf()).toEqual([]);
  });
});

describe('the rest as a group', () => {
  it('is attested only with the sample that was opened for exactly these people', async () => {
    await open();
    expect(await attestGroup(province, lra, users, 'made-up', 17)).toMatchObject({ rule: 'sample-not-opened' });
    const sample = await opened();
    // Everybody without a signal but the asker.
    expect(sample.count).toBe(17);
    expect(sample.items).toHaveLength(10);
    expect(sample.items.every(({ signals, personId }) => signals.length === 0 && personId !== 'ada')).toBe(true);
    expect(await attestGroup(province, otherLra, users, sample.token, 17)).toMatchObject({ rule: 'sample-not-opened' });
    expect(await attestGroup(province, lra, users, sample.token, 16)).toMatchObject({ field: 'count' });
    expect(await attestGroup(province, lra, users, sample.token, 17)).toEqual({ kind: 'attested', count: 17 });
    expect((await readSheet(province, lra, users))!.counts).toEqual({ 'needs-decision': 2, unchanged: 1, done: 17 });
  });

  it('needs another sample when somebody of them changed meanwhile', async () => {
    await open();
    const { token } = await opened();
    await database.query(`update membership set job_title = 'Manager' where id = 'm-nurse-02'`);
    expect(await attestGroup(province, lra, users, token, 17)).toEqual({ kind: 'changed-since', count: 16 });
    expect((await readSheet(province, lra, users))!.counts.done).toBe(0);
    expect(await attestGroup(province, lra, users, (await opened()).token, 16)).toEqual({ kind: 'attested', count: 16 });
  });
});

describe('submitting', () => {
  it('waits for every decision of the asker, then is true and final', async () => {
    await open();
    await decide(lra, 'm-idle', { decision: 'remove', reason: 'left', elapsedMs: 1 });
    await decide(lra, 'm-lapsed', { decision: 'change', newRoles: ['clerk'], elapsedMs: 1 });
    expect(await submitSheet(province, lra, users)).toMatchObject({ field: 'campaignId', problem: 'undecided' });
    const sample = await opened();
    await attestGroup(province, lra, users, sample.token, sample.count);
    expect(await submitSheet(province, lra, users)).toEqual({ kind: 'submitted', count: 19, left: 1 });
    expect(await membership('idle')).toMatchObject({ status: 'revoked', status_reason: 'left' });
    expect(await membership('lapsed')).toMatchObject({ status: 'active', roles: ['clerk'], last_attested_by: 'ada' });
    expect(province.stopped).toEqual([{ reason: 'left', memberships: [{ personId: 'idle', organizationId: 'hospital' }] }]);
    expect(await undoDecision(province, lra, users, 'm-lapsed', 2)).toMatchObject({ kind: 'conflict' });
    // Their own access is for somebody else to attest; then the sheet is complete.
    await decide(otherLra, 'm-ada', { decision: 'keep', elapsedMs: 1 });
    expect(await submitSheet(province, otherLra, users)).toEqual({ kind: 'submitted', count: 1, left: 0 });
    expect((await readSheet(province, lra, users))!.sheet.status).toBe('submitted');
    const { rows } = await database.query<{ subjects: number }>(`select count(distinct subject_id)::int as subjects from governance_history where change like 'attestation-%' and subject_kind = 'membership'`);
    expect(rows).toEqual([{ subjects: 20 }]);
    const objects = new Set(province.events.filter(({ details }) => details?.['change'] === 'attestation-kept').flatMap((event) => event.objects ?? []));
    expect(objects.size).toBe(18);
  });

  it('leaves an evidence pack that says who was attested on what grounds by whom', async () => {
    await open();
    await decide(lra, 'm-idle', { decision: 'keep', reason: 'works-occasionally', elapsedMs: 5_000 });
    await owner.query(`update person set display_name = '=HYPERLINK("x")' where id = 'ben'`);
    province.clock.advance(120_000);
    await readSheet(province, lra, users);
    const pack = await readEvidencePack(province, lra, users);
    const csv = evidenceCsv(pack!).split('\r\n');
    expect(csv).toHaveLength(22);
    expect(csv.find((line) => line.startsWith('Test idle'))).toMatch(/,idle,keep,works-occasionally,,Test ada,2027-02-01T14:00:00\.000Z,5,no,$/);
    expect(csv.find((line) => line.includes('HYPERLINK'))).toMatch(/^"'=HYPERLINK/);
    expect(province.events.at(-1)).toMatchObject({ action: 'governance-read' });
  });
});

describe('the calendar', () => {
  const at = async (day: string): Promise<void> => {
    province.clock.setNow(Date.parse(`${day}T14:00:00Z`));
    await everyMorning(province, stay);
  };

  it('reminds those who must decide on the four days once, also when a day was missed, in both languages', async () => {
    await open();
    await at('2027-02-20');
    expect(province.letters).toEqual([]);
    await at('2027-03-01');
    await at('2027-03-01');
    await at('2027-03-02');
    expect(province.letters.map(({ mail: { to } }) => to).sort()).toEqual(['ada@mail.example', 'ben@mail.example', 'cleo@mail.example', 'sol@mail.example']);
    expect(province.letters.find(({ mail: { to } }) => to === 'ada@mail.example')!.mail).toMatchObject({ language: 'en, fr', text: expect.stringMatching(/20 users still wait[\s\S]*in 30 days[\s\S]*20 utilisateurs attendent encore[\s\S]*dans 30 jours/) });
    await at('2027-03-20');
    await at('2027-03-30');
    const keys = province.letters.map(({ key }) => key);
    expect(keys).toHaveLength(12);
    expect(new Set(keys).size).toBe(12);
  });

  it('suspends at the deadline what nobody attested, keeps what was decided, and respects an extension', async () => {
    const campaignId = await open();
    await decide(lra, 'm-idle', { decision: 'keep', reason: 'works-occasionally', elapsedMs: 1 });
    const orphans: SheetKey = { campaignId, organizationId: 'orphan', tier: 'users' };
    expect(await extendSheet(province, lra, orphans, { until: '2027-04-10', requestedBy: 'Orla', reason: 'No LRA yet' })).toMatchObject({ code: 'not-allowed' });
    expect(await extendSheet(province, PROGRAM_OFFICE, orphans, { until: '2027-06-10', requestedBy: 'Orla', reason: 'No LRA yet' })).toMatchObject({ field: 'until', problem: 'too-far' });
    expect(await extendSheet(province, PROGRAM_OFFICE, orphans, { until: '2027-04-10', requestedBy: 'Orla', reason: 'No LRA yet' })).toEqual({ kind: 'extended' });
    await at('2027-03-31');
    expect(await membership('nurse-00')).toMatchObject({ status: 'active' });
    await at('2027-04-01');
    expect(await membership('nurse-00')).toEqual({ status: 'suspended', status_reason: 'not-attested', roles: ['nurse'], last_attested_by: null });
    expect(await membership('idle')).toMatchObject({ status: 'active', last_attested_by: 'ada' });
    expect(await membership('orla')).toMatchObject({ status: 'active' });
    expect(province.stopped.flatMap(({ memberships }) => memberships)).toHaveLength(20);
    expect((await readProgress(province, PROGRAM_OFFICE, campaignId))!).toMatchObject({ campaign: { status: 'open' }, organizations: { total: 3, opened: 3, finished: 2 }, people: { left: 1 } });
    expect(await decide(lra, 'm-nurse-00', { decision: 'keep', elapsedMs: 1 })).toMatchObject({ kind: 'refused' });
    await at('2027-04-11');
    expect(await membership('orla')).toMatchObject({ status: 'suspended' });
    expect((await readProgress(province, PROGRAM_OFFICE, campaignId))!.campaign).toMatchObject({ status: 'closed' });
  });

  it('takes an office away that the signing authority did not attest, until they do', async () => {
    await open();
    await at('2027-04-01');
    const office = async () => (await database.query<{ status: string }>(`select status from role_holder where id = 'h-local-registration-authority-ada'`)).rows[0]!.status;
    expect(await office()).toBe('suspended');
    const suspended = async () => (await listItems(province, lsa, { ...users, tier: 'role-holders' }, { bucket: 'done', limit: 9 }))!.items.filter(({ isSuspendedOffice, mayDecide }) => isSuspendedOffice && mayDecide).map(({ subjectId }) => subjectId);
    expect(await suspended()).toEqual(['h-local-registration-authority-ada', 'h-local-registration-authority-ben']);
    expect(await reinstateHolder(province, lra, 'h-local-registration-authority-ada')).toMatchObject({ code: 'not-allowed' });
    expect(await reinstateHolder(province, lsa, 'h-local-registration-authority-ada')).toEqual({ kind: 'reinstated' });
    expect(await office()).toBe('in-force');
    expect(await suspended()).toEqual(['h-local-registration-authority-ben']);
  });

  it('lets the program office remind at once, not twice a day', async () => {
    const campaignId = await open();
    expect(await remindNow(province, PROGRAM_OFFICE, campaignId, ['hospital', 'orphan'])).toEqual({ kind: 'reminded', count: 3 });
    expect(await remindNow(province, PROGRAM_OFFICE, campaignId, ['hospital'])).toEqual({ kind: 'reminded', count: 0 });
    expect(province.letters).toHaveLength(3);
  });
});
