import { AskUserDocument, type AskUserInput } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Trouble } from '../answers.js';
import { actionWords } from '../evidence/action-words.js';
import { useMoment } from '../moments.js';
import { ActionDialog } from './action-dialog.js';
import type { PrivacyCase } from './case-page.js';
import classes from './cases.module.css';

export interface AskUserDialogProps {
  readonly of: PrivacyCase;
  readonly isBusy: boolean;
  readonly trouble: Trouble | undefined;
  readonly onClose: () => void;
  readonly onAsk: (mutation: typeof AskUserDocument, input: AskUserInput) => void;
}

/** Asks the person about some or all of the accesses; they see the patient's initials and the time. */
export function AskUserDialog({ of, isBusy, trouble, onClose, onAsk }: AskUserDialogProps) {
  const { t } = useTranslation('privacyCase');
  const { t: common } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const moment = useMoment();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(of.accesses.map(({ eventId }) => eventId)));
  const initials = new Map(of.patients.map((patient) => [patient.patientKey, patient.initials]));
  const toggle = (eventId: string, isChosen: boolean): void => setChosen((now) => { const next = new Set(now); if (isChosen) next.add(eventId); else next.delete(eventId); return next; });
  return (
    <ActionDialog title={t('ask.title', { name: of.line.subjectName ?? t('subjectUnknown') })} lead={<p>{common('ask.explain')}</p>} confirmLabel={common('ask.send')} isBusy={isBusy} trouble={trouble} onClose={onClose}
      fields={[{ name: 'text', label: common('ask.question'), kind: 'area', isRequired: true, value: common('ask.suggestion') }, { name: 'dueOn', label: t('ask.dueOn'), kind: 'day', isRequired: true, value: of.answerDueOn }]}
      onConfirm={({ text = '', dueOn = '' }) => onAsk(AskUserDocument, { text, dueOn, eventIds: of.accesses.map(({ eventId }) => eventId).filter((eventId) => chosen.has(eventId)) })}>
      {of.accesses.length > 0 && (
        <fieldset className={classes.fieldset}>
          <legend>{t('ask.accesses')}</legend>
          <div className={classes.choices}>
            {of.accesses.map(({ eventId, occurredAt, action, patientKey }) => <Checkbox key={eventId} checked={chosen.has(eventId)} onChange={({ currentTarget }) => toggle(eventId, currentTarget.checked)} label={[occurredAt === null ? t('evidence.soon') : moment(occurredAt), action === null ? '' : actionWords(words, action), patientKey === null ? '' : initials.get(patientKey) ?? ''].filter((text) => text !== '').join(' · ')} />)}
          </div>
        </fieldset>
      )}
    </ActionDialog>
  );
}
