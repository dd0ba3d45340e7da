import { Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import classes from './registration.module.css';
import { useUserChange, type ChangeOutcome } from './use-user-change.js';
import { Problems } from './user-form-fields.js';
import { troubleWords, type Problem, type Trouble } from './user-words.js';

const NOTHING_WRONG: readonly Problem[] = [];

/** A button that opens a form in a dialog, sends it, and says at each field what is wrong. Somebody quicker is told, and the page shows what they did. */
export function ChangeDialog({ form, open, title, onOpen, onChanged, send, children }: {
  /** Prefix of the fields' ids. */
  readonly form: string;
  readonly open: string;
  readonly title: string;
  readonly onOpen: () => void;
  readonly onChanged: () => void;
  readonly send: (change: ReturnType<typeof useUserChange>['change']) => Promise<ChangeOutcome>;
  readonly children: (problems: readonly Problem[]) => ReactNode;
}) {
  const { t } = useTranslation('registration');
  const { isBusy, change } = useUserChange();
  const [isOpen, setOpen] = useState(false);
  const [problems, setProblems] = useState(NOTHING_WRONG);
  const [trouble, setTrouble] = useState<Trouble>();
  const start = (): void => {
    onOpen();
    setProblems(NOTHING_WRONG);
    setTrouble(undefined);
    setOpen(true);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const outcome = await send(change);
    setProblems(outcome.kind === 'wrong' ? outcome.problems : NOTHING_WRONG);
    setTrouble(outcome.kind === 'trouble' ? outcome.trouble : undefined);
    if (outcome.kind === 'done') setOpen(false);
    if (outcome.kind === 'done' || (outcome.kind === 'trouble' && outcome.trouble === 'CONFLICT')) onChanged();
  };
  return (
    <>
      <Button variant="default" size="compact-md" onClick={start}>{open}</Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={title}>
        <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate aria-busy={isBusy}>
          <Problems form={form} problems={problems} />
          {trouble && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
          {children(problems)}
          <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('save')}</Button><Button variant="default" onClick={() => setOpen(false)}>{t('cancel')}</Button></div>
        </form>
      </Dialog>
    </>
  );
}
