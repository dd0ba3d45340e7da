import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS, type AuditEvent } from './audit-event.js';
import { toBalpAuditEvent } from './balp-audit-event.js';
import { toDicomAuditMessage } from './dicom-audit-message.js';
import { parseXml } from './xml.spec-support.js';

/** Fictitious. */
const event = (change: Partial<AuditEvent> = {}): AuditEvent => ({
  id: '7-1042', action: 'images-shown', outcome: 'success', occurredAtMs: Date.UTC(2026, 10, 20, 15, 4, 5), sessionId: 'session-one', requestId: 'request-one', clientAddress: '192.0.2.17', purposeOfUse: 'TREAT', rule: 'role:physician',
  actor: { userId: 'dr-okafor', displayName: 'Dr. <Ngozi> "N" Okafor & Cie\u0007', roles: ['physician'], organizationId: 'erieshore' },
  patient: { key: 'cGF0aWVudC1rZXk', sealed: 'AQID' }, objects: ['1.2.826.0.1.3680043.10.1'], custodians: [{ custodianId: 'lakehead', sourceId: 'lakehead-pacs', itemCount: 1, use: 'collection' }], ...change,
});
const messageOf = (change?: Partial<AuditEvent>) => parseXml(toDicomAuditMessage(toBalpAuditEvent(event(change), { systemUrl: 'https://longview.example', name: 'Longview' }), 'longview.example'));

describe('the audit message of DICOM PS3.15', () => {
  it('says who looked at what of whom, from where and why', () => {
    const { children: [identification, , , user], ...root } = messageOf();
    expect(root.name).toBe('AuditMessage');
    expect(identification).toMatchObject({ name: 'EventIdentification', attributes: { EventActionCode: 'R', EventDateTime: '2026-11-20T15:04:05.000Z', EventOutcomeIndicator: '0' } });
    expect(identification!.children.map(({ name, attributes }) => `${name} ${attributes['csd-code'] ?? ''}`)).toEqual(['EventID 110110', 'EventTypeCode read', 'EventOutcomeDescription ', 'PurposeOfUse TREAT']);
    expect(user).toMatchObject({ name: 'ActiveParticipant', attributes: { UserID: 'dr-okafor', UserName: 'Dr. <Ngozi> "N" Okafor & Cie\uFFFD', UserIsRequestor: 'true' } });
  });

  it('names study and patient as what they are, the patient by nothing but the keyed hash', () => {
    const objects = messageOf().children.filter(({ name }) => name === 'ParticipantObjectIdentification');
    expect(objects.map(({ attributes, children }) => [attributes['ParticipantObjectID'], attributes['ParticipantObjectTypeCode'], children[0]?.attributes['csd-code']])).toEqual([
      ['cGF0aWVudC1rZXk', '1', '2'], ['1.2.826.0.1.3680043.10.1', '2', '110180'], ['request-one', '2', '11'],
    ]);
    const detail = objects[1]!.children.find(({ attributes }) => attributes['type'] === 'custodians');
    expect(JSON.parse(Buffer.from(detail!.attributes['value']!, 'base64').toString())).toMatchObject([{ custodianId: 'lakehead', use: 'collection' }]);
  });

  it('is a query where somebody searched', () => {
    const { children } = messageOf({ action: 'patient-search', details: { by: 'identifier' } });
    expect(children[0]!.children[0]!.attributes['csd-code']).toBe('110112');
    const query = children.flatMap((one) => one.children).find(({ name }) => name === 'ParticipantObjectQuery');
    expect(JSON.parse(Buffer.from(query!.text, 'base64').toString())).toMatchObject({ by: 'identifier' });
  });

  it.each(AUDIT_ACTIONS)('has every required part, in order, for %s, also when it was refused', (action) => {
    for (const outcome of ['success', 'refused', 'failure'] as const) {
      const { children } = messageOf({ action, outcome });
      const names = children.map(({ name }) => name);
      expect(names.join(' ')).toMatch(/^EventIdentification( ActiveParticipant)+ AuditSourceIdentification( ParticipantObjectIdentification)*$/);
      expect(children[0]!.attributes['EventOutcomeIndicator']).toBe({ success: '0', refused: '4', failure: '8' }[outcome]);
      expect(children[0]!.children[0]!.attributes['csd-code']).toMatch(/^1101\d\d$/);
      for (const one of children.filter(({ name }) => name === 'ParticipantObjectIdentification')) expect(one.children.map(({ name }) => name).join(' ')).toMatch(/^ParticipantObjectIDTypeCode ParticipantObject(Name|Query)( ParticipantObjectDetail)*$/);
    }
  });
});
