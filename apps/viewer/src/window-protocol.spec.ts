import { describe, expect, it } from '@jest/globals';
import { readWindowMessage } from './window-protocol.js';

const patient = { names: [{ family: 'Roy', given: ['Jeanne'] }], birthDate: '1961-03-02', identifiers: ['MRN1'] };

describe('messages of the image window', () => {
  it('are read when they are what they should be', () => {
    expect(readWindowMessage({ type: 'longview.window.patient', patient })).toEqual({ type: 'longview.window.patient', patient });
    expect(readWindowMessage({ type: 'longview.viewer.end', reason: 'signed-out' })).toEqual({ type: 'longview.viewer.end', reason: 'signed-out' });
  });

  it('end the viewer also with a reason that nobody knows', () => {
    expect(readWindowMessage({ type: 'longview.viewer.end', reason: '<b>' })).toEqual({ type: 'longview.viewer.end' });
  });

  it.each([null, 'longview.viewer.end', {}, { type: 'other' }, { type: 'longview.window.patient' }, { type: 'longview.window.patient', patient: { ...patient, identifiers: 'MRN1' } }, { type: 'longview.window.patient', patient: { ...patient, names: [{ family: 1, given: [] }] } }])('are dropped when they are %j', (data) => {
    expect(readWindowMessage(data)).toBeUndefined();
  });
});
