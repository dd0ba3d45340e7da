import { useQuery } from '@apollo/client/react';
import { ChangeUserStandingDocument, UsersDocument, type MembershipStatus, type Role, type StandingAction, type UserLinePartsFragment, type UserSignal, type UserSort } from '@longview/graphql-client';
import { dayOf, Notice, useTranslation, type TFunction } from '@longview/web-design-system';
import { DataTable, Histogram, Pill, useTableQuestion, WorkPage, WorkSection, type DataColumn } from '@longview/web-design-system/work';
import { Button, NativeSelect } from '@mantine/core';
import { IconFileImport, IconListCheck, IconPlugConnected, IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Registration } from './registration-pages.js';
import classes from './registration.module.css';
import { useUserChange } from './use-user-change.js';
import { problemWords, reasonWords, SIGNAL_TONES, STATUS_TONES, troubleWords } from './user-words.js';

type User = UserLinePartsFragment;

const STATUSES: readonly MembershipStatus[] = ['REQUESTED', 'REVIEWED', 'APPROVED', 'ACTIVE', 'ON_LEAVE', 'SUSPENDED', 'REVOKED'];
const SIGNALS: readonly UserSignal[] = ['RETURN_REQUESTED', 'IDLE', 'LEAVE_OVER', 'IDENTITY_EXPIRING', 'ENTITLEMENT_EXPIRED', 'NOT_IN_HR_LIST', 'NOT_VERIFIED'];
const SORTS: Readonly<Record<string, UserSort>> = { name: 'NAME', status: 'STATUS', lastUsed: 'LAST_USED' };
/** Which step of a request can be taken for many at once. */
const NEXT_STEP: Partial<Record<MembershipStatus, StandingAction>> = { REQUESTED: 'REVIEW', REVIEWED: 'APPROVE' };

/** Everybody whom the organization registered, a page at a time. */
export function UsersPage({ registration }: { readonly registration: Registration }) {
  const { t } = useTranslation('registration');
  const { question, ask } = useTableQuestion({ sort: { column: 'name', isDescending: false } });
  const [status, setStatus] = useState<MembershipStatus | ''>('');
  const [role, setRole] = useState<Role | ''>('');
  const [signal, setSignal] = useState<UserSignal | ''>('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { data, loading, error, refetch } = useQuery(UsersDocument, {
    fetchPolicy: 'cache-and-network',
    variables: { input: { search: question.search, statuses: status ? [status] : null, role: role || null, signal: signal || null, sort: question.sort ? SORTS[question.sort.column] : null, isDescending: question.sort?.isDescending ?? false, offset: question.page * question.pageSize, limit: question.pageSize } },
  });
  const [shown, setShown] = useState(data);
  if (data && data !== shown) setShown(data);
  const answer = (data ?? shown)?.users;
  const page = answer?.__typename === 'UserPage' ? answer : undefined;
  const trouble = answer?.__typename === 'Refusal' ? answer.code : error ? 'unreachable' : undefined;
  const narrow = (change: () => void): void => {
    change();
    setSelected(new Set());
    ask({ page: 0 });
  };
  const columns = useMemo(() => columnsOf(t), [t]);
  const { mayManage } = registration;

  return (
    <WorkPage title={t('users.title')} lead={t(mayManage ? 'users.lead' : 'users.leadOwn')} actions={(
      <>
        <Button component={Link} to="/users/request" leftSection={<IconUserPlus size={18} aria-hidden />}>{t('users.request')}</Button>
        <Button component={Link} to="/users/import" variant="default" leftSection={<IconFileImport size={18} aria-hidden />}>{t('users.import')}</Button>
        {mayManage && <Button component={Link} to="/users/hr" variant="default" leftSection={<IconListCheck size={18} aria-hidden />}>{t('users.hr')}</Button>}
        {mayManage && <Button component={Link} to="/users/provisioning" variant="default" leftSection={<IconPlugConnected size={18} aria-hidden />}>{t('users.provisioning')}</Button>}
      </>
    )}>
      {registration.isSolePractitioner && <Notice tone="information" title={t('sole.title')}>{t('sole.explain')}</Notice>}
      <DataTable<User> title={t('users.title')} columns={columns} rows={page?.users} total={page?.total} rowKey={({ membershipId }) => membershipId} question={question} isLoading={loading}
        onAsk={(wish) => { if (wish.page !== undefined || wish.search !== undefined) setSelected(new Set()); ask(wish); }}
        problem={trouble && troubleWords(t, trouble)} onRetry={() => void refetch()} searchLabel={t('users.search')} searchHint={t('users.searchHint')} isFiltered={status !== '' || role !== '' || signal !== ''}
        filters={(
          <>
            <NativeSelect label={t('filter.status')} value={status} onChange={({ currentTarget: { value } }) => narrow(() => setStatus(value as MembershipStatus | ''))} data={[{ value: '', label: t('filter.any') }, ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))]} />
            <NativeSelect label={t('filter.role')} value={role} onChange={({ currentTarget: { value } }) => narrow(() => setRole(value as Role | ''))} data={[{ value: '', label: t('filter.any') }, ...registration.roles.map((value) => ({ value, label: t(`role.${value}`) }))]} />
            <NativeSelect label={t('filter.signal')} value={signal} onChange={({ currentTarget: { value } }) => narrow(() => setSignal(value as UserSignal | ''))} data={[{ value: '', label: t('filter.any') }, ...SIGNALS.map((value) => ({ value, label: t(`signal.${value}`) }))]} />
          </>
        )}
        empty={{ title: t(mayManage ? 'users.none' : 'users.noneOwn'), explain: t('users.noneNext') }}
        {...(mayManage && { selection: { keys: selected, onChange: setSelected, labelOf: ({ displayName }: User) => displayName, isSelectable: (user: User) => NEXT_STEP[user.status] !== undefined || user.signals.includes('RETURN_REQUESTED') } })}
        selectionActions={<SelectionActions users={page?.users.filter(({ membershipId }) => selected.has(membershipId)) ?? []} onDone={() => { setSelected(new Set()); void refetch(); }} />} />
      {mayManage && registration.idle.length > 0 && <IdleAccounts bars={registration.idle} />}
    </WorkPage>
  );
}

function columnsOf(t: TFunction<'registration'>): readonly DataColumn<User>[] {
  return [
    { id: 'name', title: t('column.name'), isSortable: true, cell: ({ membershipId, familyName, givenName, displayName, email }) => <><Link to={`/users/${membershipId}`} className={classes.name} translate="no">{familyName && givenName ? `${familyName}, ${givenName}` : displayName}</Link><span className={classes.below}>{email}</span></> },
    { id: 'status', title: t('column.status'), isSortable: true, cell: ({ status, statusReason, returnsOn }) => <><Pill tone={STATUS_TONES[status]}>{t(`status.${status}`)}</Pill>{(statusReason || returnsOn) && <span className={classes.below}>{[statusReason && reasonWords(t, statusReason), returnsOn && t('until', { date: returnsOn })].filter(Boolean).join(', ')}</span>}</> },
    { id: 'role', title: t('column.role'), cell: ({ roles, offices, jobTitle }) => <>{[...roles, ...offices].map((each) => t(`role.${each}`)).join(', ')}{jobTitle && <span className={classes.below}>{jobTitle}</span>}</> },
    { id: 'licence', title: t('column.licence'), cell: ({ college, licenceNumber }) => (licenceNumber ? `${college.toUpperCase()} ${licenceNumber}` : '') },
    { id: 'lastUsed', title: t('column.lastUsed'), isSortable: true, cell: ({ lastUsedAt }) => (lastUsedAt ? dayOf(lastUsedAt) : t('never')) },
    { id: 'signals', title: t('column.signals'), cell: ({ signals }) => signals.length > 0 && <span className={classes.pills}>{signals.map((each) => <Pill key={each} tone={SIGNAL_TONES[each]}>{t(`signal.${each}`)}</Pill>)}</span> },
  ];
}

/** One step for everybody who was ticked and stands at it; those who are at another are left out, and the button says how many. */
function SelectionActions({ users, onDone }: { readonly users: readonly User[]; readonly onDone: () => void }) {
  const { t } = useTranslation('registration');
  const { isBusy, change } = useUserChange();
  const [problem, setProblem] = useState<string>();
  const take = async (action: StandingAction, some: readonly User[]): Promise<void> => {
    const outcome = await change(ChangeUserStandingDocument, { input: { users: some.map(({ membershipId, version }) => ({ membershipId, version })), action, ...(action === 'REINSTATE' && { reason: 'returned' }) } });
    setProblem(outcome.kind === 'done' ? undefined : outcome.kind === 'trouble' ? troubleWords(t, outcome.trouble) : outcome.problems.map((each) => problemWords(t, each)).join(' '));
    if (outcome.kind === 'done') onDone();
  };
  const groups = [
    { action: 'REVIEW' as const, some: users.filter(({ status }) => NEXT_STEP[status] === 'REVIEW') },
    { action: 'APPROVE' as const, some: users.filter(({ status }) => NEXT_STEP[status] === 'APPROVE') },
    { action: 'REINSTATE' as const, some: users.filter(({ signals }) => signals.includes('RETURN_REQUESTED')) },
  ];
  return (
    <>
      {groups.filter(({ some }) => some.length > 0).map(({ action: step, some }) => <Button key={step} size="compact-md" aria-disabled={isBusy} onClick={() => void (isBusy || take(step, some))}>{t(`bulk.${step}`, { count: some.length })}</Button>)}
      {problem && <Notice tone="alert" isUrgent>{problem}</Notice>}
    </>
  );
}

function IdleAccounts({ bars }: { readonly bars: Registration['idle'] }) {
  const { t } = useTranslation('registration');
  const titles = bars.map(({ upToDays }, at) => (upToDays ? t('idle.bar', { from: bars[at - 1]?.upToDays ?? 0, to: upToDays - 1 }) : t('idle.last', { from: bars[at - 1]?.upToDays ?? 0 })));
  const idle = bars.filter((_, at) => (bars[at - 1]?.upToDays ?? 0) >= 60).reduce((sum, { count }) => sum + count, 0);
  return (
    <WorkSection title={t('idle.section')}>
      <Histogram title={t('idle.title')} summary={t('idle.summary', { count: idle })} binTitle={t('idle.days')} countTitle={t('users.title')} bins={bars.map(({ count }, at) => ({ id: String(at), title: titles[at]!, count }))} />
    </WorkSection>
  );
}
