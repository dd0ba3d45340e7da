import { NotePrivacyCaseDocument } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { WorkSection } from '@longview/web-design-system/work';
import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useSend, type Trouble } from '../answers.js';
import { useMoment } from '../moments.js';
import { TroubleNotice } from '../trouble-notice.js';
import type { CasePartProps } from './case-page.js';
import classes from './cases.module.css';

/** What those who work on the case want to remember. Nothing is taken out again. */
export function CaseNotes({ of, onChanged }: CasePartProps) {
  const { t } = useTranslation('privacyCase');
  const moment = useMoment();
  const { send, isBusy } = useSend();
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const mayNote = of.actions.includes('NOTE');
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return;
    const outcome = await send(NotePrivacyCaseDocument, { seen: { caseId: of.line.caseId, version: of.line.version }, text: text.trim() });
    if (outcome === undefined) return;
    setTrouble(outcome.trouble);
    if (outcome.answer) { setText(''); onChanged(outcome.answer); }
  };
  if (!mayNote && of.notes.length === 0) return null;
  return (
    <WorkSection title={t('notes')}>
      {mayNote && (
        <form className={`${classes.form} ${classes.screenOnly}`} onSubmit={(event) => void save(event)}>
          <Textarea label={t('newNote')} rows={2} value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
          <TroubleNotice trouble={trouble} />
          <div><Button type="submit" variant="default" aria-disabled={isBusy || text.trim() === ''}>{t('addNote')}</Button></div>
        </form>
      )}
      <ul className={classes.list}>{of.notes.map(({ noteId, byName, at, text: words }) => <li key={noteId}><p className={classes.reading}>{words}</p><span className={classes.muted}>{byName} · {moment(at)}</span></li>)}</ul>
    </WorkSection>
  );
}
