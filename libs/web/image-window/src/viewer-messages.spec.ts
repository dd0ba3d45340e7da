import { describe, expect, it } from '@jest/globals';
import { patientMessage, readViewerMessage } from './viewer-messages.js';

describe('a message that reaches the image window', () => {
  it('is read when the viewer sent it', () => {
    expect(readViewerMessage({ type: 'longview.viewer.ready' })).toEqual({ kind: 'ready' });
    expect(readViewerMessage({ type: 'longview.viewer.identity', verdict: 'different' })).toEqual({ kind: 'identity', verdict: 'different' });
    expect(readViewerMessage({ type: 'longview.viewer.ended', reason: 'wrong-patient' })).toEqual({ kind: 'ended', reason: 'wrong-patient' });
  });
  it('is an end of the images also for a reason that is new to this window', () => {
    expect(readViewerMessage({ type: 'longview.viewer.ended', reason: 'something-new' })).toEqual({ kind: 'ended', reason: 'access-ended' });
  });
  it.each([null, 'text', 7, {}, { type: 'webpackOk' }, { type: 'longview.viewer.identity', verdict: 'maybe' }])('is dropped when it is %j', (data) => {
    expect(readViewerMessage(data)).toBeUndefined();
  });
});

it('tells the viewer who the window is for, without what nobody knows', () => {
  expect(patientMessage({ names: [{ __typename: 'PersonName', family: 'Roy', given: ['Luc'] }], birthDate: null, gender: 'MALE', isDeceased: false, deceasedDate: null, healthNumber: '9876543217', city: null, postalCode: null, localIdentifiers: [{ __typename: 'LocalIdentifier', system: 'urn:a', value: 'M1' }] })).toEqual({
    type: 'longview.window.patient', patient: { names: [{ family: 'Roy', given: ['Luc'] }], identifiers: ['9876543217', 'M1'] },
  });
});
