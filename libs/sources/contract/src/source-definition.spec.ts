import { describe, expect, it } from '@jest/globals';
import { imageEndpointOf, SOURCE_FAULT_CODES, sourceDefinitionSchema, SourceFault, stateOfFault } from './index.js';

const minimal = { id: 'hospital-b', name: { en: 'Hospital B', fr: 'Hôpital B' }, custodianId: 'hospital-b', kinds: ['imaging-study'], records: { protocol: 'dicomweb', baseUrl: 'https://pacs.example/dicom-web' } };

describe('a source of the province file', () => {
  it('needs little and gets cautious limits', () => {
    const definition = sourceDefinitionSchema.parse(minimal);
    expect(definition).toMatchObject({ timeZone: 'America/Toronto', isRepository: false, isIdentityAuthority: false, limits: { deadlineMs: 8_000, maxPages: 50 }, records: { authentication: { method: 'none' } } });
    expect(imageEndpointOf(definition)).toBe(definition.records);
  });
  it.each([
    [{ ...minimal, id: 'Hospital B' }, 'id'], [{ ...minimal, kinds: ['pixels'] }, 'kinds'], [{ ...minimal, secret: 'x' }, ''], [{ ...minimal, kinds: [] }, 'kinds'],
    [{ ...minimal, records: { protocol: 'dicomweb', baseUrl: 'file:///etc/passwd' } }, 'records'],
    [{ ...minimal, records: { ...minimal.records, authentication: { method: 'bearer', token: 'in-clear' } } }, 'records'],
  ])('is refused with the place that is wrong (%#)', (input, place) => {
    const { error } = sourceDefinitionSchema.safeParse(input);
    expect(error?.issues[0]?.path.join('.')).toMatch(new RegExp(`^${place}`));
  });
});

describe('a fault of a source', () => {
  it.each(SOURCE_FAULT_CODES)('%s has a static message and a state other than answered', (code) => {
    const fault = new SourceFault(code, { status: 500 }, { cause: new Error('patient 9876543217') });
    expect(fault.message).not.toMatch(/\d{4}/);
    expect(stateOfFault(code)).not.toMatch(/answered|pending/);
  });
});
