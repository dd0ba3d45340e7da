import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DesignProvider } from '@longview/web-design-system';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import './words.js';
import { chosen, FormDialog, type FormValues } from './form-dialog.js';
import type { Trouble } from './trouble.js';

const onSend = jest.fn<(values: FormValues) => Promise<Trouble | undefined>>();
const onClose = jest.fn<() => void>();
const form = (
  <DesignProvider env="test">
    <FormDialog isOpen onClose={onClose} title="Add an agreement" confirmLabel="Add" onSend={onSend}
      fields={[
        { name: 'version', label: 'Version', kind: 'text' }, { name: 'effectiveTo', label: 'Last day', kind: 'date', isOptional: true },
        { name: 'sourceIds', label: 'Sources', kind: 'choices', options: [{ value: 'north', label: 'North' }, { value: 'south', label: 'South' }] },
      ]} />
  </DesignProvider>
);
const send = () => act(async () => { fireEvent.click(screen.getByRole('button', { name: 'Add', hidden: true })); });
const fill = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(() => {
  onSend.mockReset().mockResolvedValue(undefined);
  onClose.mockClear();
  // Not there in jsdom.
  HTMLDialogElement.prototype.showModal = function () { this.open = true; };
  HTMLDialogElement.prototype.close = function () { this.open = false; };
});
afterEach(cleanup);

describe('a form in a dialog', () => {
  it('asks for what is needed before it sends anything, at the field, and leads there', async () => {
    render(form);
    await send();
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByText('This is needed.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Version'));
  });

  it('shows what the gateway refuses at the field that it names, and keeps what was typed', async () => {
    onSend.mockResolvedValue({ code: 'INVALID_INPUT', field: 'effectiveTo', problem: 'before-start' });
    render(form);
    fill(/Version/, '2.1');
    fill(/Last day/, '2020-01-01');
    await send();
    expect(screen.getByText('The last day is before the first.')).toBeTruthy();
    expect(screen.getByLabelText(/Last day/).getAttribute('aria-invalid')).toBe('true');
    expect((screen.getByLabelText(/Version/) as HTMLInputElement).value).toBe('2.1');
    expect(onClose).not.toHaveBeenCalled();
  });

  it('says for the form as a whole what belongs to no field: that somebody was quicker, or that nothing answered', async () => {
    onSend.mockResolvedValueOnce({ code: 'CONFLICT' }).mockResolvedValueOnce({ code: 'unreachable' });
    render(form);
    fill(/Version/, '2.1');
    await send();
    expect(screen.getByRole('alert', { hidden: true }).textContent).toContain('Somebody else changed this');
    await send();
    expect(screen.getByRole('alert', { hidden: true }).textContent).toContain('did not answer');
  });

  it('closes when it was done, with everything that was chosen', async () => {
    render(form);
    fill(/Version/, '2.1');
    fireEvent.click(screen.getByLabelText('North'));
    fireEvent.click(screen.getByLabelText('South'));
    fireEvent.click(screen.getByLabelText('North'));
    await send();
    expect(chosen(onSend.mock.calls[0]![0], 'sourceIds')).toEqual(['south']);
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});
