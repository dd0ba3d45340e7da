import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { imageEndpointOf, SourceFault, type ImageConnector, type NotIdentifiable, type RecordConnector, type SourceAnswer } from '@longview/sources-contract';
import { callFor, isSameNumber, openImages, openRecords, sourceAt, type ConformancePeer, type ConnectorHarness } from './harness.js';

/**
 * What every connector promises, over real HTTP, whatever the peer. Registers its own `describe`.
 * Third parties' servers pass the same sentences as the simulated ones.
 */
export function describeConnector(name: string, harness: ConnectorHarness): void {
  describe(`${name} as a source`, () => {
    let peer: ConformancePeer;
    let connector: RecordConnector;
    beforeAll(async () => {
      peer = await harness.start();
      connector = openRecords(peer.definition, peer.secrets);
    });
    afterAll(async () => {
      await connector?.close();
      await peer?.stop();
    });

    it('answers when asked whether it is there', async () => {
      await connector.warmUp();
      await expect(connector.checkHealth(callFor())).resolves.toBeUndefined();
    });

    it('knows the person by each of their identifiers that it can be asked by', async () => {
      for (const identifier of peer.person.identifiers) {
        const answer = await connector.findPatients({ by: 'identifier', identifier }, callFor());
        // An archive that cannot be asked by this identifier has not said that it knows nobody.
        if ('notIdentifiable' in answer) continue;
        const { records } = answer;
        expect(records.some((record) => isSameNumber(record, peer.person))).toBe(true);
        expect(records.every(({ provenance }) => provenance.sourceId === peer.definition.id && provenance.sourceRecordId !== '')).toBe(true);
      }
    });

    it('knows the person by family name and birth date', async () => {
      const [name] = peer.person.names;
      const { records } = answered(await connector.findPatients({ by: 'demographics', family: name!.family, birthDate: peer.person.birthDate! }, callFor()));
      expect(records.some((record) => isSameNumber(record, peer.person))).toBe(true);
    });

    it('returns the records of the person, each with its own subject, id and source', async () => {
      const answer = answered(await connector.findRecords({ patient: peer.person, kinds: peer.definition.kinds }, callFor()));
      expect(answer.failed).toEqual([]);
      const own = answer.records.filter(({ subject }) => isSameNumber(subject, peer.person));
      for (const [kind, count] of Object.entries(peer.holds)) expect({ kind, count: own.filter((record) => record.kind === kind).length >= count }).toEqual({ kind, count: true });
      expect(answer.records.every(({ provenance }) => provenance.sourceId === peer.definition.id)).toBe(true);
      // A repository passes on others' records: it names them, or stands in for whom it does not name.
      const custodians = new Set([peer.definition.custodianId, ...(peer.definition.isRepository ? peer.definition.contributors.map(({ custodianId }) => custodianId) : [])]);
      expect(answer.records.filter(({ provenance: { custodianId } }) => !custodians.has(custodianId))).toEqual([]);
      expect(new Set(answer.records.map((record) => `${record.kind} ${record.provenance.sourceRecordId}`)).size).toBe(answer.records.length);
    });

    it('asks for the kinds that were asked for and no others', async () => {
      for (const kind of peer.definition.kinds) {
        const { records } = answered(await connector.findRecords({ patient: peer.person, kinds: [kind] }, callFor()));
        expect(records.every((record) => record.kind === kind)).toBe(true);
      }
    });

    it('reads each record again by its id, still saying whose it is', async () => {
      const { records } = answered(await connector.findRecords({ patient: peer.person, kinds: peer.definition.kinds }, callFor()));
      for (const kind of new Set(records.map((record) => record.kind))) {
        const record = records.find((one) => one.kind === kind && isSameNumber(one.subject, peer.person))!;
        const again = await connector.readRecord(kind, record.provenance.sourceRecordId, callFor());
        expect(again).toMatchObject({ kind, title: record.title, status: record.status, provenance: { sourceRecordId: record.provenance.sourceRecordId } });
        expect(isSameNumber(again!.subject, peer.person)).toBe(true);
      }
    });

    it('has no record by an id that it never gave', async () => {
      for (const id of ['nothing', '../Patient/1', 'DiagnosticReport/none-such', '2.25.999999999999']) {
        for (const kind of peer.definition.kinds) await expect(connector.readRecord(kind, id, callFor())).resolves.toBeUndefined();
      }
    });

    it('says of a stranger that it holds nothing, which is no fault', async () => {
      const answer = answered(await connector.findRecords({ patient: peer.stranger, kinds: peer.definition.kinds }, callFor()));
      expect(answer.records.filter(({ subject }) => isSameNumber(subject, peer.stranger))).toEqual([]);
      expect(answer.failed).toEqual([]);
      const [identifier] = peer.stranger.identifiers;
      const { records } = answered(await connector.findPatients({ by: 'identifier', identifier: identifier! }, callFor()));
      expect(records.filter((record) => isSameNumber(record, peer.stranger))).toEqual([]);
    });

    it('cannot be asked about somebody of whom no number is known', async () => {
      const answer = await connector.findRecords({ patient: { names: [], identifiers: [] }, kinds: peer.definition.kinds }, callFor());
      expect(answer).toEqual({ notIdentifiable: true });
    });

    it('stops when the asker leaves', async () => {
      const leave = new AbortController();
      const asked = connector.findRecords({ patient: peer.person, kinds: peer.definition.kinds }, { signal: leave.signal, requestId: 'conformance' });
      leave.abort();
      await expect(asked).rejects.toMatchObject({ code: 'SOURCE_CANCELLED' });
      await expect(connector.findPatients({ by: 'identifier', identifier: peer.person.identifiers[0]! }, { signal: leave.signal, requestId: 'conformance' })).rejects.toBeInstanceOf(SourceFault);
    });

    it('is unreachable where nobody listens', async () => {
      const nowhere = openRecords(sourceAt({ ...peer.definition, records: { ...peer.definition.records, baseUrl: 'http://127.0.0.1:1/nobody', authentication: { method: 'none' } } }));
      await expect(nowhere.findRecords({ patient: peer.person, kinds: peer.definition.kinds }, callFor())).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
      await expect(nowhere.checkHealth(callFor())).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
      await expect(nowhere.warmUp()).resolves.toBeUndefined();
      await nowhere.close();
    });

    describe('asked for pixels', () => {
      let images: ImageConnector | undefined;
      beforeAll(() => {
        if (imageEndpointOf(peer.definition)) images = openImages(peer.definition, peer.secrets);
      });
      afterAll(() => images?.close());

      it('describes each study with whose it is', async () => {
        for (const uid of peer.studyInstanceUids ?? []) {
          const study = await images!.findStudy(uid, callFor());
          expect(study).toMatchObject({ studyInstanceUid: uid });
          expect(isSameNumber(study!.subject, peer.person)).toBe(true);
          expect(study!.modalities.length).toBeGreaterThan(0);
        }
      });

      it('has no study that nobody made', async () => {
        if (images) await expect(images.findStudy('2.25.999999999999', callFor())).resolves.toBeUndefined();
      });

      it('streams metadata, and passes on a refusal as an answer', async () => {
        for (const uid of peer.studyInstanceUids ?? []) {
          const answer = await images!.retrieve({ path: `/studies/${uid}/metadata`, accept: 'application/dicom+json' }, callFor());
          expect(answer.status).toBe(200);
          expect(answer.headers['content-type']).toMatch(/json/);
          expect(Object.keys(answer.headers).every((header) => ['content-type', 'content-length', 'content-encoding', 'etag', 'last-modified'].includes(header))).toBe(true);
          const instances = JSON.parse(await new Response(answer.body).text()) as Record<string, { Value?: string[] }>[];
          expect(instances.every((instance) => instance['0020000D']?.Value?.[0] === uid)).toBe(true);
          const missing = await images!.retrieve({ path: `/studies/${uid}/series/2.25.1/instances/2.25.2`, accept: '*/*' }, callFor());
          expect(missing.status).toBeGreaterThanOrEqual(400);
          missing.body.resume();
        }
      });

      it('asks for nothing but one study', async () => {
        if (!images) return;
        for (const path of ['/studies', '/instances', '/studies/../patients', '/studies/1.2/../../x', '/studies/abc']) {
          await expect(images.retrieve({ path, accept: '*/*' }, callFor())).rejects.toMatchObject({ code: 'SOURCE_REQUEST_REFUSED' });
        }
      });
    });
  });
}

function answered<T>(answer: SourceAnswer<T> | NotIdentifiable): SourceAnswer<T> {
  if ('notIdentifiable' in answer) throw new Error('The source could not be asked about a person that it knows.');
  return answer;
}
