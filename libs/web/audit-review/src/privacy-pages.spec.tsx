import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { flag, flagPage, refused, showPages } from './testing/show.js';

beforeEach(() => {
  // jsdom has dialogs without their methods, and no window that has a width.
  HTMLDialogElement.prototype.showModal = function showModal() { this.open = true; };
  HTMLDialogElement.prototype.close = function close() { this.open = false; };
  window.matchMedia = (query) => ({ matches: true, media: query, onchange: null, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false });
});
afterEach(cleanup);

const lineOf = (id: string) => screen.findByRole('group', { name: new RegExp(`^Nurse ${id} with TEST, Patient ${id}`) });
const press = (element: Element, key: string): void => { act(() => { fireEvent.keyDown(element, { key }); }); };
const decided = (asked: readonly { readonly name: string; readonly variables: unknown }[]): readonly unknown[] => asked.filter(({ name }) => name === 'DecideFlag').map(({ variables }) => variables);
const TWO = flagPage([flag('a'), flag('b')], { NEW: 2 });

describe('the queue', () => {
  it('puts why beside what explains, and the zone behind the time', async () => {
    showPages('/privacy', { Flags: TWO });
    const line = await lineOf('a');
    expect(line.textContent).toMatch(/Why flaggedHas the patient's postal code.*What explains itSaid why: treating this patient now/);
    expect(line.textContent).toMatch(/2026-11-19 \d\d:\d\d \S+/);
  });

  it('is walked by j and k and decided by 1, with the version that was seen; the line stays in its place', async () => {
    const { asked } = showPages('/privacy', { Flags: TWO, DecideFlag: { decideFlag: flag('a', { state: 'EXPLAINED', version: 2 }) } });
    const [first, second] = [await lineOf('a'), await lineOf('b')];
    act(() => first.focus());
    press(first, 'j');
    expect(document.activeElement).toBe(second);
    press(second, 'k');
    expect(document.activeElement).toBe(first);
    press(first, '1');
    await waitFor(() => expect(document.activeElement).toBe(second));
    expect(decided(asked)).toEqual([{ flag: { id: 'a', version: 1 }, input: { decision: 'EXPLAINED', note: null, question: null } }]);
    expect(within(screen.getByRole('list', { name: 'Flags' })).getAllByRole('group').map((line) => line.getAttribute('aria-label')?.slice(0, 7))).toEqual(['Nurse a', 'Nurse b']);
    expect(screen.getByText('1 of 2 decided')).toBeDefined();
  });

  it('acts on the line that has the focus, however it came there', async () => {
    const { asked } = showPages('/privacy', { Flags: TWO, DecideFlag: { decideFlag: flag('b', { state: 'EXPLAINED', version: 2 }) } });
    await lineOf('a');
    const second = await lineOf('b');
    act(() => second.focus());
    press(second, '1');
    await screen.findByText('1 of 2 decided');
    expect(decided(asked)).toMatchObject([{ flag: { id: 'b' } }]);
  });

  it('takes the last decision back by u', async () => {
    const { asked } = showPages('/privacy', { Flags: TWO, DecideFlag: [{ decideFlag: flag('a', { state: 'EXPLAINED', version: 2 }) }, { decideFlag: flag('a', { version: 3 }) }] });
    const first = await lineOf('a');
    press(first, '1');
    await screen.findByRole('button', { name: 'Undo' });
    press(await lineOf('b'), 'u');
    await screen.findByText('0 of 2 decided');
    expect(decided(asked).at(-1)).toEqual({ flag: { id: 'a', version: 2 }, input: { decision: 'UNDO', note: null, question: null } });
  });

  it('asks for words before it asks the person', async () => {
    const { asked } = showPages('/privacy', { Flags: TWO, DecideFlag: { decideFlag: flag('a', { state: 'ASKED', version: 2, caseId: 'c' }) } });
    press(await lineOf('a'), '2');
    const dialog = await screen.findByRole('dialog', { name: 'Ask Nurse a' });
    fireEvent.change(within(dialog).getByLabelText(/^Question/), { target: { value: 'What was the occasion?' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Send the question' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(decided(asked)).toEqual([{ flag: { id: 'a', version: 1 }, input: { decision: 'ASK', note: null, question: 'What was the occasion?' } }]);
  });

  it('lets a letter do nothing outside of the list, nor while somebody writes', async () => {
    const { asked } = showPages('/privacy', { Flags: TWO });
    await lineOf('a');
    press(screen.getByLabelText('Show'), '1');
    press(screen.getByLabelText('Note (optional)'), '1');
    press(document.body, '1');
    expect(decided(asked)).toEqual([]);
  });

  it('shows what somebody else decided first, and keeps nothing of one’s own', async () => {
    showPages('/privacy', { Flags: TWO, DecideFlag: { decideFlag: { __typename: 'FlagConflict', flag: flag('a', { state: 'IN_CASE', version: 2 }) } } });
    press(await lineOf('a'), '1');
    expect((await screen.findByRole('alert')).textContent).toContain('It stands as: In a case.');
    expect((await lineOf('a')).textContent).toContain('In a case');
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('offers no decision about what somebody else has to decide', async () => {
    const { asked } = showPages('/privacy', { Flags: flagPage([flag('a', { mayDecide: false })], { NEW: 1 }, { ownHeldBack: 2 }) });
    press(await lineOf('a'), '1');
    expect(screen.queryByRole('button', { name: 'Explained' })).toBeNull();
    expect(screen.getByText('2 flags about you are not shown: somebody else looks at them.')).toBeDefined();
    expect(decided(asked)).toEqual([]);
  });

  it('tells three kinds of nothing apart', async () => {
    showPages('/privacy', { Flags: flagPage([], {}) });
    expect(await screen.findByText('Nothing was flagged')).toBeDefined();
    cleanup();
    showPages('/privacy', { Flags: flagPage([], { EXPLAINED: 4 }) });
    expect(await screen.findByText('Everything is decided')).toBeDefined();
    cleanup();
    const { asked } = showPages('/privacy?user=u-9', { Flags: flagPage([], {}) });
    expect(await screen.findByText('Your filters hide everything')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
    await screen.findByText('Nothing was flagged');
    expect(asked.filter(({ name }) => name === 'Flags').map(({ variables }) => (variables['input'] as { userId: string | null }).userId)).toEqual(['u-9', null]);
  });

  it('asks for flags of any of several reasons at once', async () => {
    const { asked } = showPages('/privacy', { Flags: TWO });
    fireEvent.click(await screen.findByRole('button', { name: 'Any reason' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Same surname' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Own record' }));
    expect(screen.getByRole('button', { name: '2 reasons' }).getAttribute('aria-expanded')).toBe('true');
    await waitFor(() => expect(asked.filter(({ name }) => name === 'Flags').at(-1)?.variables).toMatchObject({ input: { reasons: ['SAME_SURNAME', 'OWN_RECORD'] } }));
  });

  it('says why there is nothing when the log cannot be written', async () => {
    showPages('/privacy', { Flags: { flags: refused('AUDIT_UNAVAILABLE') } });
    expect((await screen.findByRole('alert')).textContent).toContain('The access log cannot be written');
  });
});

describe('a patient', () => {
  it('is found by a number that is in no address', async () => {
    const { asked, address } = showPages('/privacy/explore', { FindAccessPatient: { findAccessPatient: { __typename: 'AccessPatientFound', isKnown: true, patient: { __typename: 'AccessPatient', patientKey: 'opaque', name: 'TEST, Patient', birthDate: null } } }, PatientLooks: { patientLooks: { __typename: 'PatientLooks', total: 0, asOf: 0, looks: [], patient: { __typename: 'RevealedPerson', key: 'opaque', name: 'TEST, Patient', birthDate: null } } } });
    fireEvent.change(screen.getByLabelText('Health number'), { target: { value: '9999 999 999' } });
    fireEvent.click(screen.getByRole('button', { name: 'Find' }));
    expect(await screen.findByText('Nobody looked at this record')).toBeDefined();
    expect(address()).toBe('/privacy/patients/opaque');
    expect(asked.find(({ name }) => name === 'FindAccessPatient')?.variables).toEqual({ identifierValue: '9999 999 999' });
  });
});

describe('the watch list', () => {
  it('tells patients whom nobody opened apart by the end of their number', async () => {
    showPages('/privacy/watch-list', { WatchList: { watchList: { __typename: 'WatchList', patients: [{ __typename: 'WatchedPatient', id: 'w', patient: { __typename: 'RevealedPerson', key: 'opaque', name: null, birthDate: null }, numberEnding: '331', reason: 'by-request', addedBy: 'Auditor', addedAt: 0, until: null, version: 1 }] } } });
    expect((await screen.findByRole('link', { name: 'Health number ending in 331, not yet opened' })).getAttribute('href')).toBe('/privacy/patients/opaque');
    expect(screen.getByRole('button', { name: /ending in 331/ })).toBeDefined();
  });
});

describe('rules', () => {
  const rule = { __typename: 'SurveillanceRule', kind: 'SAME_SURNAME', version: 3, isActive: true, weight: 40, thresholds: [{ __typename: 'RuleThreshold', name: 'patientsKnown', value: 200 }], explainedBy: [{ __typename: 'RuleExplanation', kind: 'ENCOUNTER', takesOff: 50 }], changedAt: null, changedBy: null, why: null, raised: 41, confirmed: 3, explained: 30, open: 8, suppressed: 12, history: [] };
  const rules = { surveillanceRules: { __typename: 'SurveillanceRules', raiseAt: 50, mayChange: true, asOf: 0, accesses: 1_000, rules: [rule] } };
  const runs = { surveillanceRuns: { __typename: 'SurveillanceRuns', runs: [] } };

  it('show what each brought', async () => {
    showPages('/privacy/rules', { SurveillanceRules: rules, SurveillanceRuns: runs });
    expect((await screen.findByText(/3 confirmed of 41 raised/)).textContent).toContain('9.1 % of what was decided');
  });

  it('are retired only after what would be missed was shown, and with a reason', async () => {
    const { asked } = showPages('/privacy/rules', { SurveillanceRules: rules, SurveillanceRuns: runs, RetireRulePreview: { retireRulePreview: { __typename: 'RetirePreview', kind: 'SAME_SURNAME', days: 90, flags: 7, confirmed: 1, examples: [flag('a')] } }, ChangeSurveillanceRule: { changeSurveillanceRule: rules.surveillanceRules } });
    fireEvent.click(await screen.findByRole('button', { name: 'Retire the rule: Same surname' }));
    const dialog = await screen.findByRole('dialog');
    expect((await within(dialog).findByText(/7 flags would not have been raised/)).textContent).toContain('90 days');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Retire' }));
    expect(within(dialog).getByText('Fill this in.')).toBeDefined();
    fireEvent.change(within(dialog).getByLabelText(/^Why/), { target: { value: 'Brings nothing here' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Retire' }));
    await waitFor(() => expect(asked.find(({ name }) => name === 'ChangeSurveillanceRule')?.variables).toMatchObject({ input: { kind: 'SAME_SURNAME', seenVersion: 3, isActive: false, why: 'Brings nothing here' } }));
  });
});
