import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { line, showPages, user } from './testing/show.js';

beforeEach(() => {
  // jsdom has dialogs without their methods.
  HTMLDialogElement.prototype.showModal = function showModal() { this.open = true; };
  HTMLDialogElement.prototype.close = function close() { this.open = false; };
});
afterEach(cleanup);

const changed = { __typename: 'UsersChanged', membershipIds: ['m-1'] };

describe('the table of users', () => {
  it('asks for one page, names what calls attention, and shows idle accounts', async () => {
    const asked = showPages('/users', { Users: { users: { __typename: 'UserPage', total: 1, users: [line] } } });
    const table = await screen.findByRole('table');
    expect(within(table).getByRole('link', { name: 'Roy, Anne' }).getAttribute('href')).toBe('/users/m-1');
    expect(table.textContent).toContain('Not used for long');
    expect(asked.find(({ name }) => name === 'Users')?.variables).toEqual({ input: { search: '', statuses: null, role: null, signal: null, sort: 'NAME', isDescending: false, offset: 0, limit: 50 } });
    expect(screen.getByText('Days since the last use')).toBeDefined();
  });

  it('asks anew when it is narrowed, and takes one step for all that were ticked', async () => {
    const requested = { ...line, status: 'REQUESTED', signals: [] };
    const asked = showPages('/users', { Users: { users: { __typename: 'UserPage', total: 1, users: [requested] } }, ChangeUserStanding: { changeUserStanding: changed } });
    await screen.findByRole('table');
    fireEvent.change(screen.getByLabelText('Status'), { target: { value: 'REQUESTED' } });
    await screen.findByRole('table');
    expect(asked.at(-1)?.variables).toMatchObject({ input: { statuses: ['REQUESTED'] } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Anne Roy' }));
    fireEvent.click(screen.getByRole('button', { name: 'Mark 1 request as reviewed' }));
    await screen.findByRole('table');
    expect(asked.find(({ name }) => name === 'ChangeUserStanding')?.variables).toEqual({ input: { users: [{ membershipId: 'm-1', version: 4 }], action: 'REVIEW' } });
  });

  it('says why there is nothing when the gateway refuses', async () => {
    showPages('/users', { Users: { users: { __typename: 'Refusal', code: 'AUDIT_UNAVAILABLE', field: null, problem: null } } });
    expect(await screen.findByText(/The access log cannot be written/)).toBeDefined();
  });
});

describe('the page of a user', () => {
  it('shows who it is, what was seen, what is open and what was done', async () => {
    showPages('/users/m-1', { User: { user } });
    await screen.findByRole('heading', { level: 1, name: 'Anne Roy' });
    const text = document.body.textContent;
    for (const part of ['Level 2: documents were seen', 'Passport · until 2027-01-01', 'The north · Ward', 'ONE ID', 'Access opened', 'Nurses (CNO), AB1']) expect(text).toContain(part);
  });

  it('asks why before it suspends, sends the version that was seen, and offers to take it back', async () => {
    const asked = showPages('/users/m-1', { User: { user }, ChangeUserStanding: [{ changeUserStanding: { __typename: 'Refusal', code: 'INVALID_INPUT', field: 'reason', problem: 'missing' } }, { changeUserStanding: changed }] });
    fireEvent.click(await screen.findByRole('button', { name: 'Suspend' }));
    const dialog = screen.getByRole('dialog', { name: 'Suspend Anne Roy' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Suspend' }));
    expect(await within(dialog).findByText('Fill this in.')).toBeDefined();
    fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: 'privacy-case' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Suspend' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByRole('heading', { level: 1 });
    expect(asked.filter(({ name }) => name === 'ChangeUserStanding').map(({ variables }) => variables)).toEqual([
      { input: { users: [{ membershipId: 'm-1', version: 4 }], action: 'SUSPEND' } },
      { input: { users: [{ membershipId: 'm-1', version: 4 }], action: 'SUSPEND', reason: 'privacy-case' } },
      { input: { users: [{ membershipId: 'm-1', version: 5 }], action: 'REINSTATE', reason: 'mistake' } },
    ]);
  });

  it('tells whoever was slower, and looks again', async () => {
    const asked = showPages('/users/m-1', { User: { user: { ...user, actions: ['END_LEAVE'] } }, ChangeUserStanding: { changeUserStanding: { __typename: 'Refusal', code: 'CONFLICT', field: null, problem: null } } });
    fireEvent.click(await screen.findByRole('button', { name: 'Back from leave' }));
    expect(await screen.findByText(/Somebody else changed this in the meantime/)).toBeDefined();
    expect(asked.filter(({ name }) => name === 'User')).toHaveLength(2);
  });

  it('refuses an expired document at its field and above the form', async () => {
    showPages('/users/m-1', { User: { user }, VerifyUserIdentity: { verifyUserIdentity: { __typename: 'WrongInput', problems: [{ __typename: 'FieldProblem', field: 'documents.0.validUntil', problem: 'expired' }] } } });
    fireEvent.click(await screen.findByRole('button', { name: 'Verify again' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const summary = await screen.findByRole('link', { name: 'line 1, Last valid day: This has expired.' });
    expect(document.querySelector(`${summary.getAttribute('href')}[aria-invalid="true"]`)).not.toBeNull();
  });

  it('takes personal facts once, clears them, and shows afterwards only since when they are on file', async () => {
    const taken = { ...user, history: [{ __typename: 'UserHistoryLine', at: Date.UTC(2026, 4, 5, 16), by: 'Fictitious LRA', change: 'personal-facts-taken', reason: '' }] };
    const asked = showPages('/users/m-1', { User: [{ user }, { user: taken }], TakePersonalFacts: [{ takePersonalFacts: { __typename: 'WrongInput', problems: [{ __typename: 'FieldProblem', field: 'healthNumber', problem: 'check-digit' }] } }, { takePersonalFacts: changed }] });
    fireEvent.click(await screen.findByRole('button', { name: 'Give facts' }));
    const dialog = screen.getByRole('dialog', { name: 'Personal facts of Anne Roy' });
    expect(within(dialog).getByText(/never read or shown again/)).toBeDefined();
    fireEvent.change(within(dialog).getByLabelText('Own health number'), { target: { value: '9876543218' } });
    fireEvent.change(within(dialog).getByLabelText('Date of birth'), { target: { value: '1970-01-02' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    const summary = await within(dialog).findByRole('link', { name: /^Own health number: This is not a health number/ });
    expect(document.querySelector(`${summary.getAttribute('href')}[aria-invalid="true"]`)).not.toBeNull();
    fireEvent.change(within(dialog).getByLabelText('Own health number'), { target: { value: '9876543217' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('On file since 2026-05-05.')).toBeDefined();
    expect(asked.filter(({ name }) => name === 'TakePersonalFacts').at(-1)?.variables).toEqual({ user: { membershipId: 'm-1', version: 4 }, facts: { homePostalCode: '', homeAddress: '', homePhone: '', birthDate: '1970-01-02', healthNumber: '9876543217' } });
    fireEvent.click(screen.getByRole('button', { name: 'Give facts' }));
    expect(screen.getByLabelText<HTMLInputElement>('Own health number').value).toBe('');
  });

  it('does not tell whether somebody exists whom the asker may not see', async () => {
    showPages('/users/m-9', { User: { user: { __typename: 'Refusal', code: 'NOT_ALLOWED', field: null, problem: null } } });
    expect(await screen.findByText('There is no such user')).toBeDefined();
  });
});
