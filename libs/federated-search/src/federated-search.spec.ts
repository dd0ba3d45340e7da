import { describe, expect, it } from '@jest/globals';
import { isComplete, ONTARIO_HEALTH_NUMBER_SYSTEM, type PatientRecord, type SourceOutcome, type SubjectIdentity } from '@longview/clinical-model';
import { SourceFault, type RecordConnector } from '@longview/sources-contract';
import { createFederatedSearch } from './create-federated-search.js';
import { answerOf, fakeConnector, labOf } from './fake-connector.spec-support.js';
import type { FederatedSearch, RecordSearch, SearchSlice } from './federated-search.js';

// Fictitious persons.
const zebulon: SubjectIdentity = {
  identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }],
  names: [{ family: 'Testpatient', given: ['Zebulon'] }], birthDate: '1956-03-09', gender: 'male',
};
const withIdentifier = (person: SubjectIdentity, system: string, value: string): SubjectIdentity => ({ ...person, identifiers: [...person.identifiers, { system, value, type: 'MR' }] });
const registration = (sourceId: string, person: SubjectIdentity): PatientRecord => ({ ...person, provenance: { sourceId, custodianId: `${sourceId}-org`, sourceRecordId: 'p1', receivedAtMs: 0 } });
const after = <T>(delayMs: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), delayMs));

const searchOf = (...connectors: RecordConnector[]): FederatedSearch => createFederatedSearch(connectors, { monotonicMs: () => performance.now(), nowMs: () => Date.now(), coalesceMs: 5, softDeadlineMs: 60 });
const scope = (...ids: string[]) => ({ permittedSourceIds: new Set(ids), signal: new AbortController().signal, requestId: 'r' });

async function collect(search: FederatedSearch, ids: string[], more: Partial<RecordSearch> = {}): Promise<{ slices: SearchSlice[]; outcomes: Map<string, SourceOutcome>; titles: string[] }> {
  const slices: SearchSlice[] = [];
  for await (const slice of search.searchRecords({ patient: zebulon, kinds: ['lab', 'allergy'], ...more }, scope(...ids))) slices.push(slice);
  const outcomes = new Map(slices.flatMap((slice) => slice.outcomes.map((outcome) => [outcome.sourceId, outcome])));
  const groups = new Map(slices.flatMap((slice) => slice.groups.map((group) => [group.id, group])));
  return { slices, outcomes, titles: [...groups.values()].flatMap((group) => group.members.map(({ title }) => title)).sort() };
}

describe('the federated search', () => {
  it('shows the first source while the others are still out, and says who is pending', async () => {
    const search = searchOf(fakeConnector('fast', { records: async () => answerOf([labOf('fast', '1', zebulon)]) }), fakeConnector('slow', { records: () => after(80, answerOf([labOf('slow', '2', zebulon)])) }));
    const { slices, titles } = await collect(search, ['fast', 'slow']);
    const first = slices.findIndex((slice) => slice.groups.length > 0);
    expect(slices[first]!.isLast).toBe(false);
    expect(slices.at(-1)!.isLast).toBe(true);
    expect(slices[0]!.outcomes.find(({ sourceId }) => sourceId === 'slow')?.state).toBe('pending');
    expect(titles).toEqual(['Lab 1', 'Lab 2']);
  });

  it('lets the first rows leave at once, and later ones travel together', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => { answer = resolve; });
    const rows = (id: string, when: Promise<unknown>) => fakeConnector(id, { records: async () => { await when; return answerOf([labOf(id, id, zebulon)]); } });
    const search = createFederatedSearch(
      [rows('first', after(1, undefined)), rows('second', answered), rows('third', answered.then(() => after(1, undefined))), rows('last', answered.then(() => after(2, undefined)))],
      // Longer than the test may take: a wait for company would show.
      { monotonicMs: () => performance.now(), nowMs: () => Date.now(), coalesceMs: 60_000 },
    );
    const titles: string[][] = [];
    for await (const { groups } of search.searchRecords({ patient: zebulon, kinds: ['lab'] }, scope('first', 'second', 'third', 'last'))) {
      titles.push(groups.map(({ members }) => members[0]!.title));
      if (groups.length > 0) answer();
    }
    expect(titles).toEqual([[], ['Lab first'], ['Lab second', 'Lab third', 'Lab last']]);
  });

  it('has one outcome for every source, and never calls "nothing" what could not be asked', async () => {
    const connectors = [
      fakeConnector('empty', {}),
      fakeConnector('failing', { records: async () => { throw new SourceFault('SOURCE_SERVER_ERROR'); } }),
      fakeConnector('hanging', { limits: { deadlineMs: 20 }, records: () => new Promise(() => {}) }),
      fakeConnector('refusing', { records: async () => { throw new SourceFault('SOURCE_UNAUTHORIZED'); } }),
      fakeConnector('cut', { records: async () => answerOf([labOf('cut', '1', zebulon)], { isTruncated: true }) }),
      fakeConnector('half', { records: async () => answerOf([labOf('half', '1', zebulon)], { failed: [{ kind: 'allergy', fault: new SourceFault('SOURCE_TIMEOUT') }] }) }),
      fakeConnector('garbled', { records: async () => answerOf([], { unreadableCount: 2 }) }),
      fakeConnector('other-kinds', { definition: { kinds: ['visit'] } }),
      fakeConnector('stranger', { records: async () => answerOf([labOf('stranger', '1', zebulon)]) }),
      fakeConnector('unaddressable', { records: async () => ({ notIdentifiable: true }) }),
    ];
    const { outcomes } = await collect(searchOf(...connectors), connectors.map(({ definition }) => definition.id).filter((id) => id !== 'stranger'));
    expect(Object.fromEntries([...outcomes].map(([id, { state }]) => [id, state]))).toEqual({
      empty: 'answered', failing: 'down', hanging: 'timeout', refusing: 'refused', cut: 'truncated', half: 'partial', garbled: 'partial', 'other-kinds': 'not-connected', stranger: 'not-entitled', unaddressable: 'not-identifiable',
    });
    expect(outcomes.get('half')!.failedKinds).toEqual(['allergy']);
    expect(outcomes.get('failing')!.failedKinds).toEqual(['lab', 'allergy']);
    expect(isComplete({ asOfMs: 0, isRestricted: false, outcomes: [...outcomes.values()] })).toBe(false);
  });

  it('never calls a source outside the scope', async () => {
    let isCalled = false;
    const search = searchOf(fakeConnector('closed', { records: async () => { isCalled = true; return answerOf([]); } }));
    const { outcomes } = await collect(search, []);
    expect(outcomes.get('closed')!.state).toBe('not-entitled');
    expect(isCalled).toBe(false);
  });

  it('cancels what is under way when the reader leaves', async () => {
    let stopped = false;
    const search = searchOf(fakeConnector('fast', {}), fakeConnector('slow', { records: (_query, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => { stopped = true; reject(signal.reason); }, { once: true })) }));
    for await (const slice of search.searchRecords({ patient: zebulon, kinds: ['lab'] }, scope('fast', 'slow'))) if (slice.outcomes.some(({ state }) => state === 'answered')) break;
    await after(5, undefined);
    expect(stopped).toBe(true);
  });

  it("withholds and counts what may be somebody else's, and drops what certainly is", async () => {
    const mistyped: SubjectIdentity = { ...zebulon, names: [{ family: 'Okafor', given: ['Ngozi'] }], birthDate: '1988-12-01', gender: 'female' };
    const stranger: SubjectIdentity = { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '1234567897', type: 'JHN' }], names: [{ family: 'Roy', given: ['Luc'] }], birthDate: '1970-01-01' };
    const search = searchOf(fakeConnector('site', { records: async () => answerOf([labOf('site', 'mine', zebulon), labOf('site', 'uncertain', mistyped), labOf('site', 'foreign', stranger)]) }));
    const { outcomes, titles } = await collect(search, ['site']);
    expect(titles).toEqual(['Lab mine']);
    expect(outcomes.get('site')).toMatchObject({ recordCount: 1, withheldCount: 1 });
  });

  it('asks an archive again when another source tells the number it needs', async () => {
    const domain = 'urn:hospital-b';
    const archive = fakeConnector('archive', {
      definition: { identifierSystem: domain },
      records: async ({ patient }) => (patient.identifiers.some(({ system }) => system === domain) ? answerOf([labOf('archive', 'ct', { identifiers: [{ system: domain, value: 'B7', type: 'MR' }], names: zebulon.names, birthDate: zebulon.birthDate! })]) : { notIdentifiable: true }),
    });
    const registry = fakeConnector('registry', { records: () => after(10, answerOf([], { patients: [registration('registry', withIdentifier(zebulon, domain, 'B7'))] })) });
    const { outcomes, titles, slices } = await collect(searchOf(archive, registry), ['archive', 'registry']);
    expect(titles).toEqual(['Lab ct']);
    expect(outcomes.get('archive')).toMatchObject({ state: 'answered', recordCount: 1 });
    expect(slices.at(-1)!.identity.identifiers).toContainEqual({ system: domain, value: 'B7', type: 'MR' });
  });

  it('decides anew on a registration that said too little, once another one of the same answer has told its number', async () => {
    const bare = registration('site', { identifiers: [{ system: 'urn:example:mrn', value: 'M1', type: 'MR' }], names: zebulon.names, birthDate: '1956-03-09' });
    const full = registration('site', withIdentifier(zebulon, 'urn:example:mrn', 'M1'));
    const search = searchOf(fakeConnector('site', { records: async () => answerOf([labOf('site', '1', bare)], { patients: [bare, full] }) }));
    const { titles, outcomes } = await collect(search, ['site']);
    expect(titles).toEqual(['Lab 1']);
    expect(outcomes.get('site')).toMatchObject({ recordCount: 1, withheldCount: 0 });
  });

  it('does not learn numbers from a registration that disagrees', async () => {
    const domain = 'urn:hospital-b';
    const other: PatientRecord = registration('registry', withIdentifier({ ...zebulon, names: [{ family: 'Okafor', given: ['Ngozi'] }], birthDate: '1988-12-01' }, domain, 'B9'));
    const archive = fakeConnector('archive', { definition: { identifierSystem: domain }, records: async ({ patient }) => (patient.identifiers.some(({ system }) => system === domain) ? answerOf([labOf('archive', 'ct', other)]) : { notIdentifiable: true }) });
    const { outcomes, titles } = await collect(searchOf(archive, fakeConnector('registry', { records: async () => answerOf([], { patients: [other] }) })), ['archive', 'registry']);
    expect(titles).toEqual([]);
    expect(outcomes.get('archive')!.state).toBe('not-identifiable');
  });

  it('retries one source alone, and its rows join those already shown', async () => {
    const calls: string[] = [];
    let isUp = false;
    const search = searchOf(
      fakeConnector('steady', { records: async () => { calls.push('steady'); return answerOf([labOf('steady', '1', zebulon)]); } }),
      fakeConnector('flaky', { records: async () => { calls.push('flaky'); if (!isUp) throw new SourceFault('SOURCE_UNREACHABLE'); return answerOf([labOf('flaky', '2', zebulon)]); } }),
    );
    await collect(search, ['steady', 'flaky'], { resumeKey: 'session/patient' });
    isUp = true;
    const retry = await collect(search, ['steady', 'flaky'], { resumeKey: 'session/patient', onlySourceIds: new Set(['flaky']) });
    expect(calls).toEqual(['steady', 'flaky', 'flaky']);
    expect([...retry.outcomes]).toEqual([['flaky', expect.objectContaining({ state: 'answered', recordCount: 1 })]]);
    search.forgetRecent('session/');
    await collect(search, ['steady', 'flaky'], { resumeKey: 'session/patient', onlySourceIds: new Set(['flaky']) });
    expect(calls.slice(3)).toEqual(['steady', 'flaky']);
  });

  it('brings rows again that a cancelled retry never delivered', async () => {
    let isUp = false;
    const search = searchOf(
      fakeConnector('steady', { records: async () => answerOf([labOf('steady', '1', zebulon)]) }),
      fakeConnector('flaky', { records: async () => { if (!isUp) throw new SourceFault('SOURCE_UNREACHABLE'); return answerOf([labOf('flaky', '2', zebulon)]); } }),
    );
    const retry = { resumeKey: 'session/patient', onlySourceIds: new Set(['flaky']) };
    await collect(search, ['steady', 'flaky'], { resumeKey: 'session/patient' });
    isUp = true;
    for await (const slice of search.searchRecords({ patient: zebulon, kinds: ['lab'], ...retry }, scope('steady', 'flaky'))) if (slice.groups.length > 0 || !slice.isLast) break;
    expect((await collect(search, ['steady', 'flaky'], retry)).titles).toContain('Lab 2');
  });

  it('reads one record again only for the person it belongs to', async () => {
    const someoneElse: SubjectIdentity = { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '1234567897', type: 'JHN' }], names: [{ family: 'Roy', given: ['Luc'] }], birthDate: '1970-01-01' };
    const search = searchOf(fakeConnector('mine', { record: async () => labOf('mine', '1', zebulon) }), fakeConnector('theirs', { record: async () => labOf('theirs', '1', someoneElse) }), fakeConnector('gone', {}), fakeConnector('down', { record: async () => { throw new SourceFault('SOURCE_UNREACHABLE'); } }));
    const read = (sourceId: string) => search.readRecord(zebulon, { sourceId, kind: 'lab', sourceRecordId: '1' }, scope('mine', 'theirs', 'gone', 'down'));
    expect((await read('mine')).kind).toBe('found');
    expect((await read('theirs')).kind).toBe('not-found');
    expect((await read('gone')).kind).toBe('not-found');
    expect(await read('down')).toMatchObject({ kind: 'unavailable', outcome: { state: 'down' } });
  });
});

describe('finding a patient', () => {
  const query = { by: 'identifier', identifier: zebulon.identifiers[0]! } as const;

  it('ends at once with the word of an identity authority', async () => {
    const search = searchOf(
      fakeConnector('authority', { definition: { isIdentityAuthority: true }, patients: async () => answerOf([registration('authority', zebulon)]) }),
      fakeConnector('slow', { patients: () => after(500, answerOf([])) }),
    );
    const answer = await search.findPatients(query, scope('authority', 'slow'));
    expect(answer.candidates).toHaveLength(1);
    expect(answer.outcomes.map(({ sourceId, state }) => [sourceId, state])).toEqual([['authority', 'answered'], ['slow', 'pending']]);
  });

  it('otherwise waits for all, but not for ever', async () => {
    const search = searchOf(fakeConnector('site', { patients: async () => answerOf([registration('site', zebulon)]) }), fakeConnector('hanging', { patients: () => new Promise(() => {}) }));
    const answer = await search.findPatients(query, scope('site', 'hanging'));
    expect(answer.candidates).toHaveLength(1);
    expect(answer.outcomes.find(({ sourceId }) => sourceId === 'hanging')?.state).toBe('pending');
  });

  it('says of a source that cannot be asked in this way that it cannot, not that it knows nobody', async () => {
    const search = searchOf(fakeConnector('archive', { patients: async () => ({ notIdentifiable: true }) }));
    expect(await search.findPatients(query, scope('archive'))).toMatchObject({ candidates: [], outcomes: [{ sourceId: 'archive', state: 'not-identifiable', failedKinds: [] }] });
  });

  it('drops registrations that do not carry the number that was asked for', async () => {
    const search = searchOf(fakeConnector('careless', { patients: async () => answerOf([registration('careless', { ...zebulon, identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '1234567897' }] })]) }));
    expect((await search.findPatients(query, scope('careless'))).candidates).toEqual([]);
  });

  it('keeps two people who carry one number apart', async () => {
    const other = registration('b', { ...zebulon, names: [{ family: 'Okafor', given: ['Ngozi'] }], birthDate: '1988-12-01', gender: 'female' });
    const search = searchOf(fakeConnector('a', { patients: async () => answerOf([registration('a', zebulon)]) }), fakeConnector('b', { patients: async () => answerOf([other]) }));
    expect((await search.findPatients(query, scope('a', 'b'))).candidates).toHaveLength(2);
  });
});
