import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf } from './chart-reader.js';

interface Answer { readonly __typename: string; readonly code?: string }
const REFUSAL = '... on Refusal { code field problem }';
/** Every operation of the exchange, asked as nobody may who neither cares for patients nor keeps images nor signs. */
const OPERATIONS: Readonly<Record<string, string>> = {
  studyImports: `query { it: studyImports(input: { offset: 0, limit: 10 }) { __typename ${REFUSAL} } }`,
  studyImport: `query { it: studyImport(importId: "x") { __typename ${REFUSAL} } }`,
  confirmStudyImport: `mutation { it: confirmStudyImport(key: { importId: "x", version: 1 }) { __typename ${REFUSAL} } }`,
  cancelStudyImport: `mutation { it: cancelStudyImport(key: { importId: "x", version: 1 }) { __typename ${REFUSAL} } }`,
  resumeStudyImport: `mutation { it: resumeStudyImport(key: { importId: "x", version: 1 }) { __typename ${REFUSAL} } }`,
  imageRequests: `query { it: imageRequests(input: { side: ASKED, offset: 0, limit: 10 }) { __typename ${REFUSAL} } }`,
  imageRequest: `query { it: imageRequest(requestId: "x") { __typename ${REFUSAL} } }`,
  commentImageRequest: `mutation { it: commentImageRequest(requestId: "x", text: "y") { __typename ${REFUSAL} } }`,
  declineImageRequest: `mutation { it: declineImageRequest(key: { requestId: "x", version: 1 }, input: { reason: OTHER, text: "" }) { __typename ${REFUSAL} } }`,
  cancelImageRequest: `mutation { it: cancelImageRequest(key: { requestId: "x", version: 1 }) { __typename ${REFUSAL} } }`,
  releaseImageRequest: `mutation { it: releaseImageRequest(key: { requestId: "x", version: 1 }, study: { studyInstanceUid: "1.2", sourceId: "y" }) { __typename ${REFUSAL} } }`,
  imageRequestFigures: `query { it: imageRequestFigures(from: 0, until: 1) { __typename ${REFUSAL} } }`,
  importStudy: `mutation { it: importStudy(input: { patientKey: "x", studyInstanceUid: "1.2", sourceId: "y" }) { __typename ${REFUSAL} } }`,
  sendImageRequest: `mutation { it: sendImageRequest(input: { patientKey: "x", organizationId: "y", reason: "z", isUrgent: false }) { __typename ${REFUSAL} } }`,
  pushStudy: `mutation { it: pushStudy(input: { patientKey: "x", organizationId: "y", studyInstanceUid: "1.2", reason: "z", isUrgent: false }) { __typename ${REFUSAL} } }`,
  drawQueryGroup: `mutation { it: drawQueryGroup(input: { nameEn: "N", nameFr: "N", reference: "R", purposes: [TREAT], startsOn: "2027-01-01", members: [] }) { __typename ${REFUSAL} } }`,
  amendQueryGroup: `mutation { it: amendQueryGroup(key: { groupId: "x", version: 1 }, input: { nameEn: "N", nameFr: "N", reference: "R", purposes: [TREAT], startsOn: "2027-01-01", members: [] }) { __typename ${REFUSAL} } }`,
  signQueryGroup: `mutation { it: signQueryGroup(key: { groupId: "x", version: 1 }) { __typename ${REFUSAL} } }`,
  leaveQueryGroup: `mutation { it: leaveQueryGroup(key: { groupId: "x", version: 1 }, reason: "z") { __typename ${REFUSAL} } }`,
  endQueryGroup: `mutation { it: endQueryGroup(key: { groupId: "x", version: 1 }, reason: "z") { __typename ${REFUSAL} } }`,
};
/** Refused for another reason than the office: no patient is open. */
const OF_A_PATIENT: ReadonlySet<string> = new Set(['importStudy', 'sendImageRequest', 'pushStudy']);

describe('images between two hospitals', () => {
  let stack: RunningStack;
  beforeAll(async () => {
    stack = await startStack();
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
  });
  afterAll(() => stack?.stop());

  const ask = async <T = Answer>(client: GatewayClient, query: string, variables: object = {}): Promise<T> => {
    const { data, errors } = await client.post<{ it: T }>({ query, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.it;
  };

  it('are asked for, released and brought into the archive of who asked, which is certain whose they are', async () => {
    const { healthNumber, facts } = await storyOf(stack, 'broken-arm');
    const studyUid = facts!['studyUid']!;
    const [physician, keeper] = [await stack.signIn('dr.osei'), await stack.signIn('pacs.nakamura')];
    await physician.run('ChooseOrganization', { organizationId: 'st-brigid' });
    const patientKey = await open(physician, healthNumber);
    await readTimeline(physician, { patientKey });
    const missed = await ask<Answer & { organizationId: string; reason: string }>(physician, `mutation ($input: ImportStudyInput!) { it: importStudy(input: $input) { __typename ... on AskHolder { organizationId reason } } }`, { input: { patientKey, studyInstanceUid: studyUid, sourceId: 'thames-valley' } });
    expect(missed).toEqual({ __typename: 'AskHolder', organizationId: 'thames-valley', reason: 'NOT_A_MEMBER' });
    const made = await ask<{ requestId: string }>(physician, `mutation ($input: ImageRequestInput!) { it: sendImageRequest(input: $input) { ... on ImageRequestMade { requestId } } }`, { input: { patientKey, organizationId: 'thames-valley', studyInstanceUid: studyUid, reason: 'Seen in our fracture clinic today.', isUrgent: true } });
    const listed = await ask<{ requests: readonly { id: string; state: string }[] }>(keeper, `query { it: imageRequests(input: { side: ASKED, offset: 0, limit: 10 }) { ... on ImageRequestPage { requests { id state } } } }`);
    expect(listed.requests).toEqual([{ id: made.requestId, state: 'SENT' }]);
    const seen = await ask<{ request: { state: string; version: number }; reason: string; patient: { healthNumber: string } }>(keeper, `query ($id: ID!) { it: imageRequest(requestId: $id) { ... on ImageRequestDetails { request { state version } reason patient { healthNumber } } } }`, { id: made.requestId });
    expect(seen).toMatchObject({ request: { state: 'SEEN' }, reason: 'Seen in our fracture clinic today.', patient: { healthNumber } });
    const released = await ask(keeper, `mutation ($key: ImageRequestKeyInput!, $study: ReleaseStudyInput!) { it: releaseImageRequest(key: $key, study: $study) { __typename ${REFUSAL} } }`, { key: { requestId: made.requestId, version: seen.request.version }, study: { studyInstanceUid: studyUid, sourceId: 'thames-valley' } });
    expect(released).toMatchObject({ __typename: 'ImageRequestMade' });

    const imports = (): Promise<{ imports: readonly { state: string; match: string; instanceCount: number | null; arrivedCount: number }[] }> => ask(physician, `query { it: studyImports(input: { offset: 0, limit: 10 }) { ... on StudyImportPage { imports { state match instanceCount arrivedCount } } } }`);
    for (const deadlineMs = Date.now() + 20_000; (await imports()).imports[0]!.state !== 'IMPORTED'; await delay(100)) if (Date.now() > deadlineMs) throw new Error(`It was not imported: ${JSON.stringify(await imports())}`);
    const [imported] = (await imports()).imports;
    expect(imported!.match).toBe('CERTAIN');
    expect(imported!.instanceCount).toBeGreaterThan(0);
    expect(imported!.arrivedCount).toBe(imported!.instanceCount);
    expect(await ask(physician, `query ($id: ID!) { it: imageRequest(requestId: $id) { ... on ImageRequestDetails { request { state } } } }`, { id: made.requestId })).toEqual({ request: { state: 'IMPORTED' } });
  }, 60_000);

  it('are closed to every office that neither cares for patients nor keeps images; groups to all but the program office and who signs', async () => {
    for (const username of ['clerk.baxter', 'lra.morin', 'privacy.singh', 'auditor.halvorsen']) {
      const client = await stack.signIn(username);
      for (const [name, query] of Object.entries(OPERATIONS)) expect([username, name, await ask(client, query)]).toEqual([username, name, expect.objectContaining({ __typename: 'Refusal', code: OF_A_PATIENT.has(name) ? 'PATIENT_NOT_OPEN' : 'NOT_ALLOWED' })]);
      expect(await ask(client, 'query { it: queryGroups { id } }')).toEqual([]);
    }
    const signer = await stack.signIn('lsa.beaulieu');
    for (const name of ['studyImports', 'imageRequests', 'drawQueryGroup', 'endQueryGroup', 'signQueryGroup']) expect(await ask(signer, OPERATIONS[name]!)).toMatchObject({ code: 'NOT_ALLOWED' });
    const office = await stack.signIn('program.okafor');
    for (const name of ['studyImports', 'imageRequests', 'imageRequest', 'signQueryGroup', 'leaveQueryGroup', 'endQueryGroup']) expect(await ask(office, OPERATIONS[name]!)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await ask(office, OPERATIONS['drawQueryGroup']!)).toMatchObject({ code: 'INVALID_INPUT', field: 'members' });
    expect(await ask(office, OPERATIONS['imageRequestFigures']!)).toMatchObject({ __typename: 'ImageRequestFigures' });
  }, 60_000);
});
