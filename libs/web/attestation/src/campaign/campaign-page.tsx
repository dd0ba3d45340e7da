import { useMutation, useQuery } from '@apollo/client/react';
import { CampaignProgressDocument, CampaignSheetsDocument, RemindOrganizationsDocument, type CampaignFilter, type CampaignSheetsQuery, type CampaignSort } from '@longview/graphql-client';
import { Notice, useAnnounce, useLanguage, useLocalized, useTranslation } from '@longview/web-design-system';
import { BurnDown, DataTable, Pill, StatTiles, useTableQuestion, WorkPage, WorkSection, type DataColumn } from '@longview/web-design-system/work';
import { Button, NativeSelect } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { noonOf } from '../days.js';
import { refusalWords } from '../refusal-words.js';
import { addressOf, type SheetPlace } from '../sheet-place.js';
import classes from './campaign-page.module.css';
import { ExtendDialog } from './extend-dialog.js';

type Row = Extract<CampaignSheetsQuery['campaignSheets'], { __typename: 'CampaignSheetPage' }>['sheets'][number];
const FILTERS: readonly CampaignFilter[] = ['WAITING', 'OVERDUE', 'NO_AUTHORITY', 'EXTENDED', 'SUBMITTED', 'ALL'];
const SORTS: Readonly<Record<string, CampaignSort>> = { name: 'NAME', left: 'LEFT', due: 'DUE' };
const OPENING_LOOK_MS = 3_000;

/** The campaign over all organizations: how it goes, who is late, and what to do about it. */
export function CampaignPage({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const { data, error, refetch, startPolling, stopPolling } = useQuery(CampaignProgressDocument, { variables: { campaignId }, fetchPolicy: 'network-only' });
  const result = data?.campaignProgress;
  const progress = result?.__typename === 'CampaignProgress' ? result : undefined;
  const isOpening = progress?.campaign.status === 'OPENING' || progress?.campaign.status === 'PLANNED';
  useEffect(() => { if (isOpening) startPolling(OPENING_LOOK_MS); else stopPolling(); return stopPolling; }, [isOpening, startPolling, stopPolling]);
  return (
    <WorkPage title={progress ? localized(progress.campaign.name) : t('title')} lead={progress && `${progress.campaign.periodFrom} – ${progress.campaign.periodTo}`} back={<Link to="/attestation"><IconArrowLeft size={16} aria-hidden />{t('back')}</Link>}>
      {error && <Notice tone="alert" isUrgent>{t('unreachable')} <Button variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      {result?.__typename === 'Refusal' && <Notice tone="alert">{refusalWords(t, result)}</Notice>}
      {!result && !error && <p aria-busy>{t('loading')}</p>}
      {progress && (
        <>
          {isOpening && <Notice tone="information">{t('campaign.opening', { opened: number.format(progress.openedOrganizations), total: number.format(progress.organizationCount) })}</Notice>}
          <StatTiles title={localized(progress.campaign.name)} tiles={[
            { id: 'people', title: t('campaign.people'), value: number.format(progress.peopleLeft), note: t('campaign.peopleNote', { total: number.format(progress.peopleCount) }) },
            { id: 'finished', title: t('campaign.finished'), value: number.format(progress.finishedOrganizations), note: t('campaign.finishedNote', { total: number.format(progress.openedOrganizations) }) },
            { id: 'authority', title: t('campaign.noAuthority'), value: number.format(progress.organizationsWithoutAuthority), note: t('campaign.noAuthorityNote'), tone: progress.organizationsWithoutAuthority > 0 ? 'alert' : 'plain' },
            { id: 'days', title: t('campaign.days'), value: number.format(Math.max(0, progress.daysLeft)), note: t('campaign.daysNote', { day: progress.campaign.dueOn }), tone: progress.daysLeft <= 7 && progress.peopleLeft > 0 ? 'warning' : 'plain' },
          ]} />
          <BurnDown title={t('chart.burnDown')} summary={t('chart.burnDownSummary', { left: number.format(progress.peopleLeft), total: number.format(progress.peopleCount), day: progress.campaign.dueOn })} remainingTitle={t('chart.left')} dueMs={noonOf(progress.campaign.dueOn)} points={progress.burnDown.map(({ day, left }) => ({ atMs: noonOf(day), remaining: left }))} />
          <Organizations campaignId={campaignId} isOpen={progress.campaign.status === 'OPEN'} onChanged={() => void refetch()} />
        </>
      )}
    </WorkPage>
  );
}

function Organizations({ campaignId, isOpen, onChanged }: { readonly campaignId: string; readonly isOpen: boolean; readonly onChanged: () => void }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  const announce = useAnnounce();
  const [filter, setFilter] = useState<CampaignFilter>(isOpen ? 'WAITING' : 'ALL');
  const { question, ask } = useTableQuestion({ sort: { column: 'left', isDescending: true } });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [extending, setExtending] = useState<Row>();
  const [problem, setProblem] = useState<string>();
  const [remind, { loading: isReminding }] = useMutation(RemindOrganizationsDocument);
  const input = { filter, sort: SORTS[question.sort?.column ?? 'left'] ?? 'LEFT', isDescending: question.sort?.isDescending ?? true, search: question.search, offset: question.page * question.pageSize, limit: question.pageSize };
  const { data, previousData, loading, error, refetch } = useQuery(CampaignSheetsDocument, { variables: { campaignId, input }, fetchPolicy: 'network-only' });
  const result = (data ?? previousData)?.campaignSheets;
  const page = result?.__typename === 'CampaignSheetPage' ? result : undefined;
  const place = (row: Row): SheetPlace => ({ campaignId, tier: row.tier, organizationId: row.organizationId });
  const keyOf = (row: Row): string => `${row.organizationId} ${row.tier}`;
  const sendLetters = async (): Promise<void> => {
    const organizationIds = [...new Set([...selected].map((key) => key.split(' ')[0]!))];
    const answer = await remind({ variables: { campaignId, organizationIds } }).then((sent) => sent.data?.remindOrganizations, () => undefined);
    if (answer?.__typename !== 'Reminded') return setProblem(answer ? refusalWords(t, answer) : t('unreachable'));
    setProblem(undefined);
    announce(t('campaign.remindedNow', { count: answer.count }));
    setSelected(new Set());
    await refetch();
  };
  const columns: readonly DataColumn<Row>[] = [
    { id: 'name', title: t('campaign.name'), isSortable: true, cell: (row) => <Link to={addressOf(place(row))} aria-label={t('campaign.show', { name: localized(row.name) })}>{localized(row.name)}</Link> },
    { id: 'tier', title: t('campaign.tier'), cell: ({ tier }) => t(`tier.${tier}`) },
    { id: 'left', title: t('campaign.left'), isNumber: true, isSortable: true, cell: ({ left, itemCount }) => `${left} / ${itemCount}` },
    { id: 'due', title: t('campaign.due'), isSortable: true, cell: ({ dueOn }) => dueOn },
    { id: 'state', title: t('campaign.state'), cell: (row) => <States row={row} /> },
    { id: 'actions', title: t('campaign.extend'), cell: (row) => (isOpen && row.status === 'OPEN' ? <Button variant="default" size="compact-sm" aria-label={t('campaign.extendOf', { name: localized(row.name) })} onClick={() => setExtending(row)}>{t('campaign.extend')}</Button> : null) },
  ];
  return (
    <WorkSection title={t('campaign.organizations')}>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      <DataTable<Row> title={t('campaign.organizations')} columns={columns} rows={page?.sheets} total={page?.total} rowKey={keyOf} question={question} onAsk={ask} isLoading={loading}
        problem={error ? t('unreachable') : undefined} onRetry={() => void refetch()} searchLabel={t('campaign.searchOrganizations')} isFiltered={filter !== 'ALL'} empty={{ title: t('campaign.empty') }}
        filters={<NativeSelect label={t('campaign.filter')} value={filter} onChange={({ currentTarget: { value } }) => { setFilter(value as CampaignFilter); ask({ page: 0 }); }} data={FILTERS.map((value) => ({ value, label: t(`campaign.filters.${value}`) }))} />}
        {...(isOpen && { selection: { keys: selected, onChange: setSelected, labelOf: (row: Row) => localized(row.name), isSelectable: (row: Row) => row.status === 'OPEN' && row.left > 0 && row.isReachable }, selectionActions: <Button size="compact-md" aria-disabled={isReminding} onClick={() => { if (!isReminding) void sendLetters(); }}>{t('campaign.remind')}</Button> })} />
      <ExtendDialog place={extending && place(extending)} name={extending ? localized(extending.name) : ''} onClose={() => setExtending(undefined)} onExtended={() => { setExtending(undefined); void refetch(); onChanged(); }} />
    </WorkSection>
  );
}

function States({ row }: { readonly row: Row }) {
  const { t } = useTranslation('attestation');
  return (
    <span className={classes.states}>
      <Pill tone={row.status === 'SUBMITTED' ? 'good' : row.status === 'OPEN' ? 'information' : 'plain'}>{t(`status.${row.status}`)}</Pill>
      {row.tier === 'USERS' && row.status === 'OPEN' && !row.hasValidAuthority && <Pill tone="alert">{t('campaign.withoutAuthority')}</Pill>}
      {row.suspended > 0 && <Pill tone="warning">{t('campaign.suspended', { count: row.suspended })}</Pill>}
      {row.status === 'OPEN' && row.hasValidAuthority && !row.isReachable && <Pill tone="warning">{t('campaign.unreachable')}</Pill>}
      {row.extendedFor !== '' && <span>{t('campaign.moreTime', { who: row.extendedFor })}</span>}
      {row.remindedOn !== null && <span>{t('campaign.reminded', { day: row.remindedOn })}</span>}
    </span>
  );
}
