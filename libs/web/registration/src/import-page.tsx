import { useApolloClient } from '@apollo/client/react';
import { ApplyUserImportDocument, PreviewUserImportDocument, UserImportTemplateDocument, type ImportPreviewPartsFragment, type ImportRowOutcome } from '@longview/graphql-client';
import { Notice, useAnnounce, useLanguage, useTranslation, type TFunction } from '@longview/web-design-system';
import { DataTable, Pill, Tabs, WorkPage, type PillTone } from '@longview/web-design-system/work';
import { Button, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { FileField } from './file-field.js';
import { faultWords } from './file-words.js';
import { saveTextFile } from './read-file.js';
import classes from './registration.module.css';
import { useLocalPages } from './use-local-pages.js';
import { fieldWords, problemWords, troubleWords } from './user-words.js';

type Row = ImportPreviewPartsFragment['rows'][number];
type Shown = 'all' | ImportRowOutcome;
const TONES: Readonly<Record<ImportRowOutcome, PillTone>> = { NEW: 'good', ALREADY_HERE: 'plain', WRONG: 'alert' };

/** Registers many at once: what each row would do is shown first, and then it is done whole or not at all. */
export function ImportPage() {
  const { t } = useTranslation('registration');
  const client = useApolloClient();
  const announce = useAnnounce();
  const { language } = useLanguage();
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>();
  const [reason, setReason] = useState('');
  const [preview, setPreview] = useState<ImportPreviewPartsFragment>();
  const [isStale, setStale] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [requested, setRequested] = useState<number>();
  const [isBusy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch {
      setProblem(troubleWords(t, 'unreachable'));
    }
    setBusy(false);
  };
  const look = (content: string, name: string): Promise<void> => run(async () => {
    setFile({ name, content });
    setPreview(undefined);
    setRequested(undefined);
    setStale(false);
    const { data } = await client.mutate({ mutation: PreviewUserImportDocument, variables: { input: { content, reason } } });
    const answer = data?.previewUserImport;
    if (answer?.__typename === 'ImportPreview') {
      setPreview(answer);
      announce(summaryOf(t, answer.rows));
    } else setProblem(answer?.__typename === 'FileFault' ? faultWords(t, answer) : troubleWords(t, answer?.code ?? 'unreachable'));
  });
  const apply = (): Promise<void> => run(async () => {
    if (!file || !preview) return;
    const { data } = await client.mutate({ mutation: ApplyUserImportDocument, variables: { input: { content: file.content, reason }, digest: preview.digest } });
    const answer = data?.applyUserImport;
    switch (answer?.__typename) {
      case 'UsersChanged':
        setRequested(answer.membershipIds.length);
        setPreview(undefined);
        setFile(undefined);
        announce(t('import.done', { count: answer.membershipIds.length }));
        return;
      case 'ImportPreview':
        setPreview(answer);
        setStale(true);
        return;
      case 'FileFault': return setProblem(faultWords(t, answer));
      case 'WrongInput': return setProblem(answer.problems.map((each) => problemWords(t, each)).join(' '));
      default: setProblem(troubleWords(t, answer?.code ?? 'unreachable'));
    }
  });
  const template = (): Promise<void> => run(async () => {
    const { data } = await client.query({ query: UserImportTemplateDocument, variables: { language: language === 'fr' ? 'FR' : 'EN' } });
    if (data?.userImportTemplate) saveTextFile(t('import.templateName'), data.userImportTemplate);
  });
  const newRows = preview?.rows.filter(({ outcome }) => outcome === 'NEW').length ?? 0;
  const wrongRows = preview?.rows.filter(({ outcome }) => outcome === 'WRONG').length ?? 0;

  return (
    <WorkPage title={t('import.title')} lead={t('import.lead')} back={<Link to="/users">{t('users.title')}</Link>} actions={<Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => void template()}>{t('import.template')}</Button>}>
      <div className={classes.form} aria-busy={isBusy}>
        <TextInput label={t('import.reason')} description={t('import.reasonHint')} value={reason} maxLength={300} onChange={({ currentTarget }) => { setReason(currentTarget.value); setPreview(undefined); }} />
        <FileField label={t('import.file')} hint={t('import.fileHint')} name={file?.name} isBusy={isBusy} onText={(text, name) => (text === undefined ? setProblem(faultWords(t, { fault: 'too-large' })) : void look(text, name))} />
        {file && !preview && !isBusy && problem === undefined && <div><Button onClick={() => void look(file.content, file.name)}>{t('import.preview')}</Button></div>}
        {problem && <Notice tone="alert" isUrgent title={problem}>{t('import.nothing')}</Notice>}
        {requested !== undefined && <Notice tone="information" isUrgent title={t('import.done', { count: requested })}><Link to="/users">{t('import.see')}</Link></Notice>}
        {preview && isStale && <Notice tone="warning" isUrgent title={t('import.stale')}>{t('import.staleExplain')}</Notice>}
        {preview && (
          <>
            <PreviewTable rows={preview.rows} />
            {wrongRows > 0 ? <Notice tone="warning" title={t('import.wrong', { count: wrongRows })}>{t('import.wrongExplain')}</Notice>
              : <div className={classes.buttons}><Button aria-disabled={isBusy || newRows === 0} onClick={() => void (isBusy || newRows === 0 || apply())}>{t('import.apply', { count: newRows })}</Button></div>}
          </>
        )}
      </div>
    </WorkPage>
  );
}

const countOf = (rows: readonly Row[], outcome: ImportRowOutcome): number => rows.filter((row) => row.outcome === outcome).length;
const summaryOf = (t: TFunction<'registration'>, rows: readonly Row[]): string => t('import.summary', { all: rows.length, fresh: countOf(rows, 'NEW'), here: countOf(rows, 'ALREADY_HERE'), wrong: countOf(rows, 'WRONG') });

function PreviewTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation('registration');
  const [shown, setShown] = useState<Shown>(() => (rows.some(({ outcome }) => outcome === 'WRONG') ? 'WRONG' : 'all'));
  const lines = shown === 'all' ? rows : rows.filter(({ outcome }) => outcome === shown);
  const { question, ask, shown: page, total } = useLocalPages(lines, ({ familyName, givenName, line }) => `${line} ${familyName} ${givenName}`);
  const tabs: readonly Shown[] = ['all', 'NEW', 'ALREADY_HERE', 'WRONG'];
  return (
    <Tabs label={t('import.rows')} tabs={tabs.map((id) => ({ id, title: t(`outcome.${id}`), count: id === 'all' ? rows.length : countOf(rows, id) }))} shown={shown} onShow={(id) => { setShown(id); ask({ page: 0 }); }}>
      <p>{summaryOf(t, rows)}</p>
      <DataTable<Row> title={t('import.rows')} rows={page} total={total} rowKey={({ line }) => String(line)} question={question} onAsk={ask} isLoading={false} searchLabel={t('import.search')} isFiltered={shown !== 'all'} empty={{ title: t('import.noRows') }} columns={[
        { id: 'name', title: t('column.name'), cell: ({ familyName, givenName, membershipId }) => (membershipId ? <Link to={`/users/${membershipId}`} translate="no">{familyName}, {givenName}</Link> : <span translate="no">{[familyName, givenName].filter(Boolean).join(', ') || t('import.noName')}</span>) },
        { id: 'line', title: t('import.line'), isNumber: true, cell: ({ line }) => line },
        { id: 'outcome', title: t('import.outcome'), cell: ({ outcome }) => <Pill tone={TONES[outcome]}>{t(`outcome.${outcome}`)}</Pill> },
        { id: 'why', title: t('import.why'), cell: ({ problems }) => <ul className={classes.plainText}>{problems.map((each) => <li key={`${each.field} ${each.problem}`}><strong>{fieldWords(t, each.field)}</strong>: {problemWords(t, each)}</li>)}</ul> },
      ]} />
    </Tabs>
  );
}
