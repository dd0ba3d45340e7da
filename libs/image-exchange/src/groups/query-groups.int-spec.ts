import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { addOrganizations, asking, smallExchange, type SmallExchange } from '../small-exchange.fixture.js';
import type { GroupRow } from './group-row.js';
import { QueryGroups, type GroupOutcome } from './query-groups.js';

const { database, owner, close } = await openTestDatabase();
const office = asking('pat', 'program', 'program-office');
const lakeSigns = asking('lea', 'lake', 'legal-signing-authority');
const eastSigns = asking('eve', 'east-general', 'legal-signing-authority');
const INPUT = {
  nameEn: 'North Country', nameFr: 'Pays du Nord', reference: 'AG-2027-3', purposes: ['TREAT'], startsOn: '2027-01-01', endsOn: '2027-12-31',
  members: [{ organizationId: 'lake', sourceIds: [], retrievingRoles: ['physician'] }, { organizationId: 'east-general', sourceIds: ['east'], retrievingRoles: [] }],
};
const QUESTION = { organizationId: 'lake', roles: ['physician'], purposeOfUse: 'TREAT', sourceId: 'east' };

let exchange: SmallExchange;
let groups: QueryGroups;

afterAll(close);
beforeEach(async () => {
  await owner.query('truncate organization, query_group, governance_history cascade');
  exchange = smallExchange(database);
  groups = new QueryGroups(exchange);
  await addOrganizations(database, 'lake', 'shore', 'east-general', 'program');
});

const idOf = (outcome: GroupOutcome): string => {
  if (outcome.kind !== 'group') throw new Error(`It is ${JSON.stringify(outcome)}.`);
  return outcome.id;
};
const only = async (): Promise<GroupRow> => (await groups.list(office))[0]!;

describe('a query/retrieve group', () => {
  it('lets members retrieve once both have signed, and stops when one leaves or it is ended', async () => {
    const groupId = idOf(await groups.draw(office, INPUT));
    expect(await groups.mayRetrieve(QUESTION)).toEqual({ kind: 'ask', reason: 'own-signature-missing' });
    idOf(await groups.sign(lakeSigns, { groupId, version: 1 }));
    expect(await groups.mayRetrieve(QUESTION)).toEqual({ kind: 'ask', reason: 'other-signature-missing' });
    idOf(await groups.sign(eastSigns, { groupId, version: 2 }));
    expect(await groups.mayRetrieve(QUESTION)).toEqual({ kind: 'retrieve', groupId });
    idOf(await groups.leave(eastSigns, { groupId, version: 3 }, 'Another archive.'));
    expect(await groups.mayRetrieve(QUESTION)).toEqual({ kind: 'ask', reason: 'source-not-contributed' });
    idOf(await groups.end(office, { groupId, version: 4 }, 'Replaced.'));
    expect(await groups.mayRetrieve(QUESTION)).toEqual({ kind: 'ask', reason: 'group-ended' });
    const { rows } = await owner.query<{ change: string }>('select change from governance_history order by occurred_at, id');
    expect(rows.map(({ change }) => change)).toEqual(['group-drawn', 'group-signed', 'group-signed', 'group-left', 'group-ended']);
    expect(exchange.events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(Array(5).fill('group-changed success'));
  });

  it('has to be signed anew by everybody when its terms change', async () => {
    const groupId = idOf(await groups.draw(office, INPUT));
    idOf(await groups.sign(lakeSigns, { groupId, version: 1 }));
    idOf(await groups.sign(eastSigns, { groupId, version: 2 }));
    idOf(await groups.amend(office, { groupId, version: 3 }, { ...INPUT, purposes: ['TREAT', 'HOPERAT'] }));
    expect((await only()).members.map(({ isSigned }) => isSigned)).toEqual([false, false]);
    expect(await groups.mayRetrieve(QUESTION)).toMatchObject({ kind: 'ask' });
    expect(await groups.sign(lakeSigns, { groupId, version: 3 })).toEqual({ kind: 'refused', code: 'conflict' });
  });

  it('is drawn up by the program office, signed by the member’s own Legal Signing Authority, and seen by its members', async () => {
    for (const role of ['legal-signing-authority', 'pacs-administrator', 'physician', 'privacy-contact'] as const) expect(await groups.draw(asking('one', 'lake', role), INPUT)).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    const groupId = idOf(await groups.draw(office, INPUT));
    for (const by of [office, asking('one', 'lake', 'physician'), asking('sho', 'shore', 'legal-signing-authority')]) {
      expect(await groups.sign(by, { groupId, version: 1 })).toMatchObject({ kind: 'refused', code: 'not-allowed' });
      expect(await groups.leave(by, { groupId, version: 1 }, 'Why not.')).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    }
    expect(await groups.end(lakeSigns, { groupId, version: 1 }, 'Why not.')).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    expect([(await groups.list(lakeSigns)).length, (await groups.list(asking('sho', 'shore', 'physician'))).length]).toEqual([1, 0]);
  });

  it('holds only what its members are accountable for', async () => {
    for (const [field, change] of [
      ['members', { members: [INPUT.members[0]!, { organizationId: 'shore', sourceIds: ['east'], retrievingRoles: [] }] }], ['members', { members: [INPUT.members[0]!] }], ['members', { members: [INPUT.members[0]!, { organizationId: 'nowhere', sourceIds: [], retrievingRoles: [] }] }],
      ['purposes', { purposes: [] }], ['purposes', { purposes: ['CURIOSITY'] }], ['endsOn', { endsOn: '2026-01-01' }], ['startsOn', { startsOn: '2027-02-30' }], ['nameEn', { nameEn: ' ' }],
    ] as const) expect(await groups.draw(office, { ...INPUT, ...change })).toMatchObject({ kind: 'refused', code: 'invalid-input', field });
    expect(await groups.list(office)).toEqual([]);
  });

  it('is not changed when the log cannot be written', async () => {
    const silent = new QueryGroups({ ...exchange, audit: { append: () => Promise.reject(new Error('no log')) } });
    await expect(silent.draw(office, INPUT)).rejects.toThrow('no log');
    expect(await groups.list(office)).toEqual([]);
  });
});
