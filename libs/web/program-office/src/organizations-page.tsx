import { useQuery } from '@apollo/client/react';
import { AddOrganizationDocument, OrganizationsDocument, type OrganizationAlert, type OrganizationLinePartsFragment, type OrganizationSector, type OrganizationSort, type OrganizationStatus } from '@longview/graphql-client';
import { dayOf, useLanguage, useLocalized, useTranslation } from '@longview/web-design-system';
import { DataTable, Pill, StatTiles, useTableQuestion, WorkPage, type DataColumn } from '@longview/web-design-system/work';
import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { detailFields } from './detail-fields.js';
import { FormDialog } from './form-dialog.js';
import classes from './program-office.module.css';
import { ALERTS, alertTone, SECTORS, STATUSES, statusTone } from './program-words.js';
import { troubleWords } from './trouble.js';
import { useChange } from './use-change.js';

const SORT_OF_COLUMN: Readonly<Record<string, OrganizationSort>> = { name: 'NAME', sector: 'SECTOR', since: 'STATUS_SINCE' };

/** Every organization of the province; what needs something first. */
export function OrganizationsPage() {
  const { t } = useTranslation('program');
  const { language } = useLanguage();
  const navigate = useNavigate();
  // Filters stand in the address, so that a tile of another page can lead here; what people search by does not.
  const [search, setSearch] = useSearchParams();
  const { question, ask } = useTableQuestion();
  const filter = (name: string): string => search.get(name) ?? '';
  const setFilter = (name: string, value: string): void => {
    setSearch((now) => {
      if (value === '') now.delete(name);
      else now.set(name, value);
      return now;
    }, { replace: true });
    ask({ page: 0 });
  };
  const sector = SECTORS.find((one) => one === filter('sector'));
  const status = STATUSES.find((one) => one === filter('status'));
  const alert = ALERTS.find((one) => one === filter('alert'));
  const { data, previousData, loading, error, refetch } = useQuery(OrganizationsDocument, {
    fetchPolicy: 'network-only',
    variables: {
      input: {
        search: question.search, sector: sector ?? null, status: status ?? null, alert: alert ?? null, sort: SORT_OF_COLUMN[question.sort?.column ?? ''] ?? 'ALERTS', isDescending: question.sort?.isDescending ?? false,
        language: language === 'fr' ? 'FR' : 'EN', offset: question.page * question.pageSize, limit: question.pageSize,
      },
    },
  });
  const answer = (data ?? previousData)?.organizations;
  const list = answer?.__typename === 'OrganizationList' ? answer : undefined;
  const refusal = answer?.__typename === 'Refusal' ? answer : undefined;
  const [isAdding, setAdding] = useState(false);
  const { send } = useChange(() => refetch());

  return (
    <WorkPage title={t('list.title')} lead={t('list.lead')} actions={<Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>{t('list.add')}</Button>}>
      {list && (
        <StatTiles title={t('list.tiles')} tiles={list.alertCounts.filter(({ organizations }) => organizations > 0).map(({ alert: one, organizations }) => ({
          id: one, title: t(`alert.${one}`), value: organizations, note: t(`alertExplain.${one}`), tone: alertTone(one),
          action: <button type="button" className={classes.link} aria-pressed={alert === one} onClick={() => setFilter('alert', alert === one ? '' : one)}>{t('list.show')}<span className="lv-hidden"> {t(`alert.${one}`)}</span></button>,
        }))} />
      )}
      <DataTable title={t('list.title')} columns={useColumns()} rows={list?.lines} total={list?.total} rowKey={({ organizationId }) => organizationId} question={question} onAsk={ask} isLoading={loading}
        problem={refusal ? troubleWords(t, refusal) : error ? t('refusal.unreachable') : undefined} onRetry={() => void refetch()}
        searchLabel={t('list.search')} isFiltered={sector !== undefined || status !== undefined || alert !== undefined}
        empty={{ title: t('list.none'), explain: t('list.noneNext') }}
        filters={(
          <>
            <Choice<OrganizationSector> label={t('list.sector')} none={t('list.anySector')} values={SECTORS} value={sector} words={(one) => t(`sector.${one}`)} onPick={(value) => setFilter('sector', value)} />
            <Choice<OrganizationStatus> label={t('list.status')} none={t('list.anyStatus')} values={STATUSES} value={status} words={(one) => t(`status.${one}`)} onPick={(value) => setFilter('status', value)} />
            <Choice<OrganizationAlert> label={t('list.alert')} none={t('list.anyAlert')} values={ALERTS} value={alert} words={(one) => t(`alert.${one}`)} onPick={(value) => setFilter('alert', value)} />
          </>
        )} />
      <FormDialog isOpen={isAdding} onClose={() => setAdding(false)} title={t('add.title')} lead={t('add.lead')} confirmLabel={t('add.confirm')}
        fields={[{ name: 'isSolePractitioner', label: t('form.kindOfOrganization'), kind: 'select', start: 'no', options: [{ value: 'no', label: t('form.isOrganization') }, { value: 'yes', label: t('form.isSole') }] }, ...detailFields(t)]}
        onSend={async ({ isSolePractitioner, nameEn = '', nameFr = '', sector: chosenSector, phone = '', privacyEmail = '' }) => {
          let added: string | undefined;
          const refused = await send(AddOrganizationDocument, { input: { nameEn, nameFr, sector: chosenSector as OrganizationSector, phone, privacyEmail }, isSolePractitioner: isSolePractitioner === 'yes' }, (id) => { added = id; });
          if (added !== undefined) void navigate(`/organizations/${added}`);
          return refused;
        }} />
    </WorkPage>
  );
}

function useColumns(): readonly DataColumn<OrganizationLinePartsFragment>[] {
  const { t } = useTranslation('program');
  const localized = useLocalized();
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  return [
    { id: 'name', title: t('list.name'), isSortable: true, cell: ({ organizationId, name, isSolePractitioner }) => <><Link to={`/organizations/${organizationId}`}>{localized(name)}</Link>{isSolePractitioner && <span className={classes.quiet}> {t('list.sole')}</span>}</> },
    { id: 'alerts', title: t('list.alerts'), cell: ({ alerts }) => (alerts.length === 0 ? <span className={classes.quiet}>{t('list.nothing')}</span> : <span className={classes.pills}>{alerts.map((one) => <Pill key={one} tone={alertTone(one)}>{t(`alert.${one}`)}</Pill>)}</span>) },
    { id: 'sector', title: t('list.sector'), isSortable: true, cell: ({ sector }) => t(`sector.${sector}`) },
    { id: 'status', title: t('list.status'), cell: ({ status }) => <Pill tone={statusTone(status)}>{t(`status.${status}`)}</Pill> },
    { id: 'since', title: t('list.since'), isSortable: true, cell: ({ statusSince }) => dayOf(statusSince) },
    { id: 'sites', title: t('list.sites'), isNumber: true, cell: ({ siteCount }) => number.format(siteCount) },
    { id: 'users', title: t('list.users'), isNumber: true, cell: ({ userCount }) => number.format(userCount) },
  ];
}

function Choice<T extends string>({ label, none, values, value, words, onPick }: { readonly label: string; readonly none: string; readonly values: readonly T[]; readonly value: T | undefined; readonly words: (value: T) => string; readonly onPick: (value: T | '') => void }) {
  return <NativeSelect label={label} value={value ?? ''} onChange={({ currentTarget }) => onPick(currentTarget.value as T | '')} data={[{ value: '', label: none }, ...values.map((one) => ({ value: one, label: words(one) }))]} />;
}
