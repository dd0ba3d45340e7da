import { describe, expect, it } from '@jest/globals';
import { checkCampaign, dayAfter, reminderDue } from './campaign-input.js';
import { reminderLetter } from './reminder-letter.js';

const input = { nameEn: 'Spring', nameFr: 'Printemps', periodFrom: '2026-07-01', periodTo: '2026-12-31', opensOn: '2027-02-01', dueOn: '2027-03-31' };
const TODAY = '2027-02-01';

describe('a campaign that is planned', () => {
  it.each([
    [{}, undefined],
    [{ nameFr: ' ' }, { field: 'nameFr', problem: 'missing' }],
    [{ dueOn: '2027-02-30' }, { field: 'dueOn', problem: 'not-a-date' }],
    [{ periodTo: '2026-07-01' }, { field: 'periodTo', problem: 'before-start' }],
    [{ opensOn: '2027-01-31' }, { field: 'opensOn', problem: 'in-the-past' }],
    [{ dueOn: '2027-02-01' }, { field: 'dueOn', problem: 'before-start' }],
    [{ dueOn: '2027-02-05' }, { field: 'dueOn', problem: 'too-soon' }],
    [{ dueOn: '2027-09-05' }, { field: 'dueOn', problem: 'too-far' }],
    [{ reminderDays: [30, 30] }, { field: 'reminderDays', problem: 'unknown' }],
  ])('with %j is %j', (change, problem) => {
    expect(checkCampaign({ ...input, ...change }, TODAY)).toEqual(problem);
  });
});

describe('a reminder', () => {
  const due = (today: string, remindedDays?: number) => reminderDue({ today, dueOn: '2027-03-31', reminderDays: [30, 14, 7, 1], remindedDays });

  it('is due on its day, once, and is made up for once when days were missed', () => {
    expect(due('2027-02-28')).toBeUndefined();
    expect(due('2027-03-01')).toBe(30);
    expect(due('2027-03-01', 30)).toBeUndefined();
    expect(due('2027-03-18', 30)).toBe(14);
    expect(due('2027-03-31', 30)).toBe(1);
    expect(due('2027-03-31', 1)).toBeUndefined();
    expect(due('2027-04-01')).toBeUndefined();
  });

  it('speaks both languages, counts people, and names none', () => {
    const { subject, text } = reminderLetter({ to: 'a@b.example', tier: 'users', campaignName: { en: 'Spring', fr: 'Printemps' }, organizationName: { en: 'Hospital', fr: 'Hôpital' }, undecided: 1, dueOn: '2027-03-31', daysLeft: 1, address: 'https://longview.example/attestation/1' });
    expect(subject).toContain('2027-03-31');
    expect(text).toContain('1 user still waits for your decision. The last day is 2027-03-31, in 1 day.');
    expect(text).toContain('1 utilisateur attend encore votre décision. Le dernier jour est le 2027-03-31, dans 1 jour.');
  });

  it('counts days over the change to summer time', () => {
    expect(dayAfter('2027-03-13', 2)).toBe('2027-03-15');
  });
});
