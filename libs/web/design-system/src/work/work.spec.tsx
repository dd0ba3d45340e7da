import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import '../words.js';
import './words.js';
import { DesignProvider } from '../design-provider.js';
import { ErrorSummary } from './error-summary.js';
import { Facts } from './facts.js';
import { ReasonDialog, type GivenReason } from './reason-dialog.js';
import { Steps } from './steps.js';
import { Tabs } from './tabs.js';
import { UndoToast } from './undo-toast.js';
import { WorkPage } from './work-page.js';

const show = (element: ReactElement) => render(<DesignProvider env="test">{element}</DesignProvider>);

beforeEach(() => {
  // jsdom has dialogs without their methods.
  HTMLDialogElement.prototype.showModal = function showModal() { this.open = true; };
  HTMLDialogElement.prototype.close = function close() { this.open = false; };
});
afterEach(() => { cleanup(); jest.useRealTimers(); });

describe('a checklist', () => {
  it('says of each step how it stands, whose turn it is and since when', () => {
    show(<Steps title="Onboarding" steps={[{ id: 'a', title: 'Agreement', state: 'done' }, { id: 'b', title: 'Review', state: 'open', owner: 'Program office', ageDays: 1 }, { id: 'c', title: 'Training', state: 'waiting' }]} />);
    const steps = within(screen.getByRole('list', { name: 'Onboarding' })).getAllByRole('listitem');
    expect(steps.map((step) => step.textContent)).toEqual(['Agreement done', 'Review under wayWith Program officefor 1 day', 'Training not yet']);
    expect(steps[1]!.getAttribute('aria-current')).toBe('step');
  });
});

describe('tabs', () => {
  function Example() {
    const [shown, setShown] = useState<'one' | 'two'>('one');
    return <Tabs label="Lists" tabs={[{ id: 'one', title: 'Both' }, { id: 'two', title: 'Only in HR', count: 3 }]} shown={shown} onShow={setShown}><p>Panel of {shown}</p></Tabs>;
  }
  it('are one stop of the Tab key and walked by arrows, round the end', () => {
    show(<Example />);
    const [one, two] = screen.getAllByRole('tab');
    expect([one!.tabIndex, two!.tabIndex]).toEqual([0, -1]);
    fireEvent.keyDown(one!, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(two);
    expect(screen.getByRole('tabpanel').textContent).toBe('Panel of two');
    fireEvent.keyDown(two!, { key: 'ArrowRight' });
    expect(one!.getAttribute('aria-selected')).toBe('true');
  });
});

describe('a summary of mistakes', () => {
  it('takes the focus and leads to the field', () => {
    show(<><ErrorSummary errors={[{ fieldId: 'licence', message: 'This licence is registered already.' }]} /><input id="licence" aria-label="Licence" /></>);
    expect(document.activeElement?.textContent).toContain('1 thing has to be put right first');
    fireEvent.click(screen.getByRole('link', { name: 'This licence is registered already.' }));
    expect(document.activeElement?.id).toBe('licence');
  });
});

describe('a question before something happens', () => {
  const onConfirm = jest.fn<(reason: GivenReason) => void>();
  const dialog = <ReasonDialog isOpen onClose={() => undefined} title="Suspend Ada Example?" reasons={[{ code: 'left', title: 'Left the organization' }, { code: 'other', title: 'Another reason' }]} confirmLabel="Suspend" tone="danger" onConfirm={onConfirm} />;
  beforeEach(() => { onConfirm.mockClear(); });
  it('does nothing without a reason, and says what is missing at the field', () => {
    show(dialog);
    fireEvent.click(screen.getByRole('button', { name: 'Suspend' }));
    expect(onConfirm).not.toHaveBeenCalled();
    expect(screen.getByText('Choose a reason.')).toBeTruthy();
    expect(document.activeElement?.tagName).toBe('SELECT');
  });
  it('wants words for another reason', () => {
    show(dialog);
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'other' } });
    fireEvent.click(screen.getByRole('button', { name: 'Suspend' }));
    expect(onConfirm).not.toHaveBeenCalled();
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '  Retired early ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Suspend' }));
    expect(onConfirm).toHaveBeenCalledWith({ code: 'other', text: 'Retired early' });
  });
});

describe('the way back', () => {
  it('goes by itself, but not under the pointer or the focus', () => {
    jest.useFakeTimers();
    const onGone = jest.fn();
    show(<UndoToast message="Kept" onUndo={() => undefined} onGone={onGone} seconds={5} />);
    const toast = screen.getByText('Kept').parentElement!;
    fireEvent.pointerEnter(toast);
    act(() => { jest.advanceTimersByTime(60_000); });
    expect(onGone).not.toHaveBeenCalled();
    fireEvent.pointerLeave(toast);
    act(() => { jest.advanceTimersByTime(5_000); });
    expect(onGone).toHaveBeenCalledTimes(1);
  });
  it('takes back what was done', () => {
    const onUndo = jest.fn();
    show(<UndoToast message="Kept" onUndo={onUndo} onGone={() => undefined} />);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(onUndo).toHaveBeenCalledTimes(1);
  });
});

it('a page names the window after itself', () => {
  show(<WorkPage title="Users">…</WorkPage>);
  expect(document.title).toBe('Users – Longview');
  expect(screen.getByRole('main').id).toBe('content');
});

it('facts that nobody knows are left out', () => {
  show(<Facts facts={[{ name: 'Licence', value: 'RN 12345' }, { name: 'College', value: undefined }]} />);
  expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual(['Licence']);
});
