import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { lookAtTheClock } from '../exchange-jobs.js';
import { runImport } from '../import/run-import.js';
import { StudyImports } from '../import/study-imports.js';
import { addGroup, addOrganizations, asking, HOUR_MS, MORNING_MS, smallExchange, STUDY, ZOE, type SmallExchange } from '../small-exchange.fixture.js';
import { ImageRequests, type RequestDetails, type RequestOutcome } from './image-requests.js';
import type { RequestRow } from './request-row.js';
import { DEFAULT_REQUEST_CLOCK, OPEN_STATES } from './request-words.js';

const { database, owner, close } = await openTestDatabase();
const nadia = asking('nadia', 'lake', 'physician');
const paul = asking('paul', 'east-general', 'pacs-administrator');
const other = asking('sam', 'shore', 'pacs-administrator');
const INPUT = { patient: ZOE, organizationId: 'east-general', studyInstanceUid: STUDY, reason: 'Known to us for her chest.', isUrgent: false };

let exchange: SmallExchange;
let requests: ImageRequests;
let imports: StudyImports;

afterAll(close);
beforeEach(async () => {
  await owner.query('truncate organization, query_group, person cascade');
  exchange = smallExchange(database);
  imports = new StudyImports(exchange);
  requests = new ImageRequests(exchange, imports, DEFAULT_REQUEST_CLOCK);
  await addOrganizations(database, 'lake', 'shore', 'east-general');
});

const idOf = (outcome: RequestOutcome | { readonly kind: string }): string => {
  if (outcome.kind !== 'request') throw new Error(`It is ${JSON.stringify(outcome)}.`);
  return (outcome as { id: string }).id;
};
const opened = async (by: typeof nadia, id: string): Promise<RequestDetails> => {
  const details = await requests.read(by, id);
  if ('kind' in details) throw new Error(`It is ${JSON.stringify(details)}.`);
  return details;
};
const rowOf = async (id: string): Promise<RequestRow> => (await opened(nadia, id)).row;
const listed = async (by: typeof nadia, side: 'asking' | 'asked'): Promise<readonly RequestRow[]> => ((await requests.list(by, { side, states: OPEN_STATES, offset: 0, limit: 50 })) as { rows: readonly RequestRow[] }).rows;

describe('a request for images', () => {
  it('is seen, released, counted while it comes, and imported into the archive of who asked', async () => {
    const id = idOf(await requests.send(nadia, INPUT));
    expect(await rowOf(id)).toMatchObject({ state: 'sent', fromId: 'lake', toId: 'east-general' });
    const seen = await opened(paul, id);
    expect(seen).toMatchObject({ row: { state: 'seen' }, reason: 'Known to us for her chest.', patient: { birthDate: '1961-04-09' } });
    idOf(await requests.release(paul, id, seen.row.version, { studyInstanceUid: STUDY, sourceId: 'east' }));
    const { rows: [made] } = await owner.query<{ id: string; organization_id: string; requested_by: string }>('select id, organization_id, requested_by from image_import');
    expect(made).toMatchObject({ organization_id: 'lake', requested_by: 'nadia' });
    exchange.destination.onKept = async () => {
      exchange.destination.onKept = async () => undefined;
      expect(await rowOf(id)).toMatchObject({ state: 'sending', instanceCount: 6 });
    };
    await runImport(exchange, made!.id, new AbortController().signal);
    expect(await rowOf(id)).toMatchObject({ state: 'imported', instanceCount: 6, arrivedCount: 6 });
    expect((await opened(nadia, id)).entries.map(({ change, organizationId }) => `${change} by ${organizationId}`)).toEqual(['sent by lake', 'seen by east-general', 'released by east-general']);
  });

  it('stands in both work lists, and in nobody else’s; what is said of it is sealed', async () => {
    const id = idOf(await requests.send(nadia, INPUT));
    idOf(await requests.comment(paul, id, 'We are looking for it.'));
    expect([(await listed(nadia, 'asking')).length, (await listed(nadia, 'asked')).length, (await listed(paul, 'asked')).length, (await listed(paul, 'asking')).length, (await listed(other, 'asked')).length]).toEqual([1, 0, 1, 0, 0]);
    for (const outcome of [await requests.read(other, id), await requests.comment(other, id, 'Hm.'), await requests.decline(other, id, 1, 'other', ''), await requests.cancel(other, id, 1), await requests.release(other, id, 1, { studyInstanceUid: STUDY, sourceId: 'east' })]) expect(outcome).toMatchObject({ kind: 'refused', code: 'not-allowed', rule: 'unknown' });
    const { rows } = await owner.query<{ text: string }>(`select string_agg(line, ' ') as text from (select row_to_json(r)::text as line from image_request r union all select row_to_json(e)::text from image_request_entry e) as lines`);
    for (const secret of ['9876543217', 'Test', 'Known to us', 'looking for it']) expect(rows[0]!.text).not.toContain(secret);
    expect((await opened(nadia, id)).entries.at(-1)).toMatchObject({ change: 'commented', text: 'We are looking for it.' });
  });

  it('is declined by who was asked alone, with a reason, and cancelled by who asked alone', async () => {
    const first = idOf(await requests.send(nadia, INPUT));
    const { version } = await rowOf(first);
    expect(await requests.decline(nadia, first, version, 'other', '')).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    expect(await requests.decline(paul, first, version, 'no reason', '')).toMatchObject({ kind: 'refused', code: 'invalid-input' });
    idOf(await requests.decline(paul, first, version, 'not-found', 'Not in our archive.'));
    expect(await rowOf(first)).toMatchObject({ state: 'declined', declineReason: 'not-found' });
    expect(await requests.release(paul, first, version + 1, { studyInstanceUid: STUDY, sourceId: 'east' })).toEqual({ kind: 'refused', code: 'conflict' });
    const second = idOf(await requests.send(nadia, INPUT));
    expect(await requests.cancel(paul, second, (await rowOf(second)).version)).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    idOf(await requests.cancel(nadia, second, (await rowOf(second)).version));
    expect(await rowOf(second)).toMatchObject({ state: 'cancelled' });
  });

  it('has an import that is cancelled with it', async () => {
    const id = idOf(await requests.send(nadia, INPUT));
    idOf(await requests.release(paul, id, (await rowOf(id)).version, { studyInstanceUid: STUDY, sourceId: 'east' }));
    idOf(await requests.cancel(nadia, id, (await rowOf(id)).version));
    expect((await owner.query('select state from image_import')).rows).toEqual([{ state: 'cancelled' }]);
  });

  it('brings nothing over that the patient closes, or that is another’s', async () => {
    const id = idOf(await requests.send(nadia, INPUT));
    exchange.closed.add('east-general');
    const { version } = await rowOf(id);
    expect(await requests.release(paul, id, version, { studyInstanceUid: STUDY, sourceId: 'east' })).toEqual({ kind: 'not-found' });
    exchange.closed.clear();
    exchange.source.subject = { names: [{ family: 'Okafor-Test', given: ['Ben'] }], identifiers: [] };
    exchange.source.images = exchange.source.images.map((image) => ({ ...image, name: 'Okafor-Test^Ben' }));
    expect(await requests.release(paul, id, version, { studyInstanceUid: STUDY, sourceId: 'east' })).toEqual({ kind: 'not-found' });
    expect(await rowOf(id)).toMatchObject({ state: 'sent' });
  });

  it('is escalated once when its time is over, by letters that name no patient, and expires unanswered', async () => {
    await database.query(`insert into person (id, display_name, family_name, given_name, email, assurance_level, created_at) values ('paul', 'Test Paul', 'Paul', 'Test', 'paul@mail.example', 2, now())`);
    await database.query(`insert into membership (id, person_id, organization_id, status, status_since, roles, job_title, created_at, created_by) values ('m', 'paul', 'east-general', 'active', now(), '{pacs-administrator}', '', now(), 'test')`);
    const urgent = idOf(await requests.send(nadia, { ...INPUT, isUrgent: true }));
    const calm = idOf(await requests.send(nadia, INPUT));
    exchange.clock.advance(2 * HOUR_MS);
    await lookAtTheClock(exchange);
    await lookAtTheClock(exchange);
    expect(exchange.letters.map(({ mail: { to } }) => to)).toEqual(['paul@mail.example']);
    const [{ mail }] = exchange.letters as [typeof exchange.letters[number]];
    expect(mail.subject).toContain('Organization lake');
    for (const secret of ['9876543217', 'Test', 'Zo', urgent, STUDY]) expect(`${mail.subject} ${mail.text}`).not.toContain(secret);
    exchange.clock.advance(8 * 24 * HOUR_MS);
    await lookAtTheClock(exchange);
    expect([(await rowOf(urgent)).state, (await rowOf(calm)).state]).toEqual(['expired', 'expired']);
    expect(exchange.events.filter(({ details }) => details?.['phase'] === 'expired')).toHaveLength(2);
  });

  it('counts, by pair, how long images took', async () => {
    for (const [hours, state] of [[2, 'imported'], [4, 'imported'], [10, 'imported'], [0, 'declined']] as const) {
      const id = idOf(await requests.send(nadia, INPUT));
      await owner.query(`update image_request set state = $2, arrived_at = case when $2 = 'imported' then requested_at + make_interval(hours => $3) end, decline_reason = case when $2 = 'declined' then 'other' end where id = $1`, [id, state, hours]);
    }
    const period = { fromMs: MORNING_MS - HOUR_MS, untilMs: MORNING_MS + HOUR_MS };
    const pair = { fromId: 'lake', toId: 'east-general', requests: 4, imported: 3, declined: 1, expired: 0, medianMs: 4 * HOUR_MS };
    expect(await requests.statistics(nadia, period)).toEqual([pair]);
    expect(await requests.statistics(other, period)).toEqual([]);
    expect(await requests.statistics(asking('pat', 'program', 'program-office'), period)).toEqual([pair]);
    expect(await requests.statistics(asking('cora', 'lake', 'clerk'), period)).toMatchObject({ kind: 'refused' });
  });

  it('is nothing for whoever does not care for patients or keep images, and needs a reason', async () => {
    for (const role of ['clerk', 'allied-health', 'privacy-contact', 'program-office', 'legal-signing-authority'] as const) expect(await requests.send(asking('one', 'lake', role), INPUT)).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    expect(await requests.send({ ...nadia, facts: { requestId: 'r' } }, INPUT)).toMatchObject({ kind: 'refused', rule: 'reason-required' });
    for (const [field, change] of [['studyInstanceUid', { studyInstanceUid: '1.02' }], ['reason', { reason: ' ' }], ['studyTo', { studyFrom: '2026-02-01', studyTo: '2026-01-01' }], ['organizationId', { organizationId: 'nowhere' }], ['organizationId', { organizationId: 'lake' }]] as const) expect(await requests.send(nadia, { ...INPUT, ...change })).toMatchObject({ kind: 'refused', code: 'invalid-input', field });
  });
});

describe('a study sent unasked', () => {
  it('is a disclosure when it is offered, and brought over when the other takes it', async () => {
    const id = idOf(await requests.push(paul, { patient: ZOE, organizationId: 'lake', studyInstanceUid: STUDY, reason: 'Transferred to you this morning.', isUrgent: true }));
    expect(exchange.events.at(-1)).toMatchObject({ action: 'study-sent', outcome: 'success', objects: [STUDY], details: { recipient: 'lake' } });
    expect([(await listed(paul, 'asking')).length, (await listed(nadia, 'asked')).length]).toEqual([1, 1]);
    const { row } = await opened(nadia, id);
    expect(await requests.release(paul, id, row.version, { studyInstanceUid: STUDY, sourceId: 'east' })).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    idOf(await requests.release(nadia, id, row.version, { studyInstanceUid: STUDY, sourceId: 'east' }));
    const { rows: [made] } = await owner.query<{ id: string }>('select id from image_import');
    await runImport(exchange, made!.id, new AbortController().signal);
    expect(await rowOf(id)).toMatchObject({ state: 'imported' });
  });
});

describe('who has to ask', () => {
  it('is whoever is in no group with the holder', async () => {
    const input = { patient: ZOE, studyInstanceUid: STUDY, sourceId: 'east' };
    expect(await imports.request(nadia, input)).toEqual({ kind: 'ask', reason: 'not-a-member' });
    expect(exchange.events).toMatchObject([{ action: 'study-imported', outcome: 'refused', rule: 'not-a-member' }]);
    await addGroup(database, 'lake', 'east-general');
    expect(await imports.request(nadia, input)).toMatchObject({ kind: 'import', row: { groupId: 'north' } });
  });
});
