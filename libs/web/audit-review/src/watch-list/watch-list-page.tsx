import { AddWatchedPatientDocument, RemoveWatchedPatientDocument, WatchListDocument, type WatchListQuery } from '@longview/graphql-client';
import { dayOf, Dialog, EmptyState, useAnnounce, useTranslation } from '@longview/web-design-system';
import { DataTable, ReasonDialog, useTableQuestion, type DataColumn } from '@longview/web-design-system/work';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { troubleWords, useAnswer, useSend, type Trouble } from '../answers.js';
import { DayField } from '../day-field.js';
import { watchedWords } from '../evidence/evidence-words.js';
import { endOfDay } from '../moments.js';
import { usePatientName } from '../names.js';
import { PrivacyPage } from '../privacy-page.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from '../rules/rules.module.css';

type Watched = Extract<WatchListQuery['watchList'], { readonly __typename: 'WatchList' }>['patients'][number];

const REASONS = ['public-figure', 'employee', 'family-of-staff', 'in-the-news', 'by-request', 'other'] as const;

/** Patients whose record tempts: every access to one of them is looked at. Nobody who looks at records sees who is on it. */
export function WatchListPage() {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const announce = useAnnounce();
  const knownName = usePatientName();
  const patientName = ({ patient, numberEnding }: Watched): string => (patient.name === null && numberEnding !== null ? t('watch.notOpened', { digits: numberEnding }) : knownName(patient));
  const { answer, trouble, isLoading, again } = useAnswer(WatchListDocument, {});
  const { send, isBusy } = useSend();
  const { question, ask } = useTableQuestion();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Watched>();
  const [problem, setProblem] = useState<Trouble>();
  const remove = async (watched: Watched): Promise<void> => {
    const outcome = await send(RemoveWatchedPatientDocument, { id: watched.id, version: watched.version });
    setProblem(outcome?.trouble);
    if (!outcome?.answer) return;
    announce(t('watch.removed', { name: patientName(watched) }));
    setRemoving(undefined);
    again();
  };
  const columns: readonly DataColumn<Watched>[] = [
    { id: 'patient', title: t('detail.patient'), cell: (row) => <><Link to={`/privacy/patients/${row.patient.key}`}>{patientName(row)}</Link>{row.patient.birthDate !== null && <><br /><span className={classes.note}>{row.patient.birthDate}</span></>}</> },
    { id: 'reason', title: t('watch.reason'), cell: ({ reason }) => watchedWords(words, reason) },
    { id: 'added', title: t('watch.added'), cell: ({ addedBy, addedAt }) => <>{addedBy}<br /><span className={classes.note}>{dayOf(addedAt)}</span></> },
    { id: 'until', title: t('watch.until'), cell: ({ until }) => (until === null ? t('watch.noEnd') : dayOf(until - 1)) },
    { id: 'do', title: t('watch.do'), cell: (row) => <Button variant="default" size="compact-md" aria-label={t('watch.removeOf', { name: patientName(row) })} onClick={() => { setProblem(undefined); setRemoving(row); }}>{t('watch.remove')}</Button> },
  ];
  const rows = answer?.patients;
  return (
    <PrivacyPage title={t('watch.title')} lead={t('watch.lead')} actions={<Button onClick={() => setAdding(true)}>{t('watch.add')}</Button>}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {rows?.length === 0 ? <EmptyState icon={IconEye} title={t('watch.none')}>{t('watch.noneNext')}</EmptyState> : trouble === undefined && (
        <DataTable<Watched> title={t('watch.title')} columns={columns} rows={rows?.slice(question.page * question.pageSize, (question.page + 1) * question.pageSize)} total={rows?.length} rowKey={({ id }) => id} question={question} onAsk={ask} isLoading={isLoading} empty={{ title: t('watch.none') }} />
      )}
      <AddWatched isOpen={isAdding} onClose={() => setAdding(false)} onAdded={() => { setAdding(false); again(); }} />
      <ReasonDialog isOpen={removing !== undefined} onClose={() => setRemoving(undefined)} title={removing ? t('watch.removeOf', { name: patientName(removing) }) : ''} text="none" confirmLabel={t('watch.remove')} isBusy={isBusy} problem={problem && troubleWords(t, problem)} onConfirm={() => { if (removing) void remove(removing); }}>
        <p>{t('watch.removeLead')}</p>
      </ReasonDialog>
    </PrivacyPage>
  );
}

function AddWatched({ isOpen, onClose, onAdded }: { readonly isOpen: boolean; readonly onClose: () => void; readonly onAdded: () => void }) {
  const { t } = useTranslation('privacy');
  return <Dialog isOpen={isOpen} onClose={onClose} title={t('watch.add')}><AddForm onClose={onClose} onAdded={onAdded} /></Dialog>;
}

/** The number is typed here, travels in the body, and is not kept. */
function AddForm({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: () => void }) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const { send, isBusy } = useSend();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string>();
  const [isSent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (number.trim() === '' || reason === '') return;
    const outcome = await send(AddWatchedPatientDocument, { input: { healthNumber: number.trim(), patientKey: null, reason, until: endOfDay(until ?? '') ?? null } });
    setTrouble(outcome?.trouble);
    if (outcome?.answer) onAdded();
  };
  return (
    <form className={classes.form} onSubmit={(event) => void add(event)} noValidate>
      <TextInput label={t('find.number')} description={t('find.numberHint')} required value={number} autoComplete="off" spellCheck={false} inputMode="numeric" error={isSent && number.trim() === '' && t('find.numberMissing')} onChange={({ currentTarget }) => setNumber(currentTarget.value)} />
      <NativeSelect label={t('watch.reason')} required value={reason} error={isSent && reason === '' && t('problem.choose')} onChange={({ currentTarget }) => setReason(currentTarget.value)} data={[{ value: '', label: t('choose') }, ...REASONS.map((code) => ({ value: code, label: watchedWords(words, code) }))]} />
      <DayField label={t('watch.untilOptional')} value={until} onDay={setUntil} />
      <TroubleNotice trouble={trouble} />
      <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('watch.add')}</Button><Button variant="default" onClick={onClose}>{t('cancel')}</Button></div>
    </form>
  );
}
