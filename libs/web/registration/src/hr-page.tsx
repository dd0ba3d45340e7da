import { useApolloClient } from '@apollo/client/react';
import { ChangeUserStandingDocument, CompareHrListDocument, type CompareHrListMutation, type StandingAction } from '@longview/graphql-client';
import { Notice, useAnnounce, useTranslation } from '@longview/web-design-system';
import { DataTable, Pill, ReasonDialog, WorkPage } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { FileField } from './file-field.js';
import { faultWords } from './file-words.js';
import type { Registration } from './registration-pages.js';
import classes from './registration.module.css';
import { useLocalPages } from './use-local-pages.js';
import { useUserChange } from './use-user-change.js';
import { problemWords, reasonWords, STATUS_TONES, troubleWords, whenOf } from './user-words.js';

type Comparison = Extract<CompareHrListMutation['compareHrList'], { __typename: 'HrComparison' }>;
type Unlisted = Comparison['onlyHere'][number];
/** Most that are taken away in one step. */
const MOST_AT_ONCE = 500;

/** Lays a list of the HR system beside the users: in both, only here, only in HR. */
export function HrPage({ registration }: { readonly registration: Registration }) {
  const { t } = useTranslation('registration');
  const client = useApolloClient();
  const announce = useAnnounce();
  const [name, setName] = useState<string>();
  const [content, setContent] = useState<string>();
  const [comparison, setComparison] = useState<Comparison>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const compare = async (text: string): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { data } = await client.mutate({ mutation: CompareHrListDocument, variables: { content: text } });
      const answer = data?.compareHrList;
      if (answer?.__typename === 'HrComparison') {
        setComparison(answer);
        announce(t('hr.summary', { both: answer.inBoth.length, here: answer.onlyHere.length, hr: answer.onlyInHr.length }));
      } else setProblem(answer?.__typename === 'FileFault' ? faultWords(t, answer) : answer?.__typename === 'WrongInput' ? answer.problems.map((each) => problemWords(t, each)).join(' ') : troubleWords(t, answer?.code ?? 'unreachable'));
    } catch {
      setProblem(troubleWords(t, 'unreachable'));
    }
    setBusy(false);
  };
  return (
    <WorkPage title={t('hr.title')} lead={t('hr.lead')} back={<Link to="/users">{t('users.title')}</Link>}>
      <div className={classes.form} aria-busy={isBusy}>
        <FileField label={t('hr.file')} hint={t('hr.fileHint')} name={name} isBusy={isBusy} onText={(text, file) => {
          setName(file);
          setContent(text);
          setComparison(undefined);
          if (text === undefined) setProblem(faultWords(t, { fault: 'too-large' }));
          else void compare(text);
        }} />
        {problem && <Notice tone="alert" isUrgent title={problem}>{t('hr.nothing')}</Notice>}
        {comparison && <Columns comparison={comparison} registration={registration} onChanged={() => { if (content !== undefined) void compare(content); }} />}
      </div>
    </WorkPage>
  );
}

function Columns({ comparison, registration, onChanged }: { readonly comparison: Comparison; readonly registration: Registration; readonly onChanged: () => void }) {
  const { t } = useTranslation('registration');
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const different = comparison.inBoth.filter(({ differences }) => differences.length > 0);
  const both = useLocalPages(onlyDifferent ? different : comparison.inBoth, ({ familyName, givenName }) => `${familyName} ${givenName}`);
  const hr = useLocalPages(comparison.onlyInHr, ({ familyName, givenName, line }) => `${line} ${familyName} ${givenName}`);
  return (
    <>
      <p>{t('hr.kept', { when: whenOf(comparison.comparedAt) })}</p>
      <div className={classes.columns}>
        <section className={classes.column} aria-labelledby="hr-both">
          <h2 id="hr-both">{t('hr.inBoth', { n: comparison.inBoth.length })}</h2>
          <p className={classes.quiet}>{t('hr.different', { count: different.length })}</p>
          <div><Button variant="default" size="compact-md" onClick={() => setOnlyDifferent(!onlyDifferent)}>{t(onlyDifferent ? 'hr.showAll' : 'hr.showDifferent')}</Button></div>
          <DataTable title={t('hr.inBoth', { n: comparison.inBoth.length })} rows={both.shown} total={both.total} rowKey={({ membershipId }) => membershipId} question={both.question} onAsk={both.ask} isLoading={false} searchLabel={t('hr.search')} empty={{ title: t('hr.noDifference') }} columns={[
            { id: 'name', title: t('column.name'), cell: ({ membershipId, familyName, givenName }) => <Link to={`/users/${membershipId}`} translate="no">{familyName}, {givenName}</Link> },
            { id: 'differences', title: t('hr.differences'), cell: ({ differences }) => <ul className={classes.plainText}>{differences.map(({ field, here, inHr }) => <li key={field}><strong>{t(`field.${field}`)}</strong>: {here || t('hr.nothingHere')} → {inHr}</li>)}</ul> },
          ]} />
        </section>
        <OnlyHere users={comparison.onlyHere} registration={registration} onChanged={onChanged} />
        <section className={classes.column} aria-labelledby="hr-hr">
          <h2 id="hr-hr">{t('hr.onlyInHr', { n: comparison.onlyInHr.length })}</h2>
          <p className={classes.quiet}>{t('hr.onlyInHrExplain')}</p>
          <DataTable title={t('hr.onlyInHr', { n: comparison.onlyInHr.length })} rows={hr.shown} total={hr.total} rowKey={({ line }) => String(line)} question={hr.question} onAsk={hr.ask} isLoading={false} searchLabel={t('hr.search')} empty={{ title: t('hr.nobody') }} columns={[
            { id: 'name', title: t('column.name'), cell: ({ familyName, givenName, jobTitle }) => <><span translate="no">{familyName}, {givenName}</span>{jobTitle && <span className={classes.below}>{jobTitle}</span>}</> },
            { id: 'line', title: t('import.line'), isNumber: true, cell: ({ line }) => line },
          ]} />
        </section>
      </div>
    </>
  );
}

/** Who is a user and not in the list: has left, perhaps. Each is looked at; nothing is ticked beforehand. */
function OnlyHere({ users, registration, onChanged }: { readonly users: readonly Unlisted[]; readonly registration: Registration; readonly onChanged: () => void }) {
  const { t } = useTranslation('registration');
  const { isBusy, change } = useUserChange();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Extract<StandingAction, 'SUSPEND' | 'REVOKE'>>();
  const [problem, setProblem] = useState<string>();
  const { question, ask, shown, total } = useLocalPages(users, ({ familyName, givenName, jobTitle }) => `${familyName} ${givenName} ${jobTitle}`);
  const chosen = users.filter(({ membershipId }) => selected.has(membershipId)).slice(0, MOST_AT_ONCE);
  const reasons = registration.reasons.find(({ action }) => action === asking)?.reasons ?? [];
  const take = async (reason: string): Promise<void> => {
    if (!asking) return;
    const outcome = await change(ChangeUserStandingDocument, { input: { users: chosen.map(({ membershipId, version }) => ({ membershipId, version })), action: asking, reason } });
    setProblem(outcome.kind === 'trouble' ? troubleWords(t, outcome.trouble) : outcome.kind === 'wrong' ? outcome.problems.map((each) => problemWords(t, each)).join(' ') : undefined);
    if (outcome.kind !== 'done') return;
    setAsking(undefined);
    setSelected(new Set());
    onChanged();
  };
  return (
    <section className={classes.column} aria-labelledby="hr-here">
      <h2 id="hr-here">{t('hr.onlyHere', { n: users.length })}</h2>
      <p className={classes.quiet}>{t('hr.onlyHereExplain')}</p>
      <DataTable<Unlisted> title={t('hr.onlyHere', { n: users.length })} rows={shown} total={total} rowKey={({ membershipId }) => membershipId} question={question} onAsk={ask} isLoading={false} searchLabel={t('hr.search')} empty={{ title: t('hr.nobody') }}
        selection={{ keys: selected, onChange: setSelected, labelOf: ({ familyName, givenName }) => `${givenName} ${familyName}` }}
        selectionActions={(['SUSPEND', 'REVOKE'] as const).map((step) => <Button key={step} size="compact-md" variant="default" aria-disabled={isBusy} onClick={() => { setProblem(undefined); setAsking(step); }}>{t(`bulk.${step}`, { count: chosen.length })}</Button>)}
        columns={[
          { id: 'name', title: t('column.name'), cell: ({ membershipId, familyName, givenName, jobTitle }) => <><Link to={`/users/${membershipId}`} translate="no">{familyName}, {givenName}</Link>{jobTitle && <span className={classes.below}>{jobTitle}</span>}</> },
          { id: 'status', title: t('column.status'), cell: ({ status }) => <Pill tone={STATUS_TONES[status]}>{t(`status.${status}`)}</Pill> },
        ]} />
      <ReasonDialog isOpen={asking !== undefined} onClose={() => setAsking(undefined)} title={asking ? t(`bulk.${asking}`, { count: chosen.length }) : ''} reasons={reasons.map((code) => ({ code, title: reasonWords(t, code) }))} text="none" tone="danger" confirmLabel={asking ? t(`bulk.${asking}`, { count: chosen.length }) : ''} isBusy={isBusy} problem={problem} onConfirm={({ code }) => void take(code)}>
        <p>{asking && t(`explain.${asking}`)}</p>
      </ReasonDialog>
    </section>
  );
}
