import { useQuery } from '@apollo/client/react';
import { ProvinceFiguresDocument, SourcesDocument, type OrganizationSector, type ProvinceFiguresQuery } from '@longview/graphql-client';
import { dayOf, Notice, useLanguage, useLocalized, useTranslation } from '@longview/web-design-system';
import { Bars, Histogram, StatTiles, WorkPage, WorkSection } from '@longview/web-design-system/work';
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { PlainTable, type PlainColumn } from './plain-table.js';
import classes from './program-office.module.css';
import { alertTone, SECTORS } from './program-words.js';
import { csvOf, download } from './sector-csv.js';
import { troubleWords } from './trouble.js';

type Figures = Extract<ProvinceFiguresQuery['provinceFigures'], { __typename: 'ProvinceFigures' }>;
type Line = Omit<Figures['sectors'][number], 'sector' | '__typename'> & { readonly title: string };

const COUNTS = ['organizations', 'sites', 'registeredUsers', 'activeUsers', 'entitledUsers'] as const;

/** Who takes part and who uses it: users by sector as in table 9 of the image-exchange paper, and what needs attention. */
export function ProvincePage() {
  const { t } = useTranslation('program');
  const localized = useLocalized();
  const { data: known } = useQuery(SourcesDocument);
  const sources = known?.sources ?? [];
  const [picked, setPicked] = useState('');
  const [sector, setSector] = useState<OrganizationSector | ''>('');
  // The DI Common Service, where the province has one: a repository of many sites.
  const source = sources.find(({ id }) => id === picked) ?? sources.find(({ isRepository }) => isRepository) ?? sources[0];
  const { data, previousData, error } = useQuery(ProvinceFiguresDocument, { variables: { sourceId: source?.id ?? '' }, skip: !source, fetchPolicy: 'network-only' });
  const answer = (data ?? previousData)?.provinceFigures;
  const figures = answer?.__typename === 'ProvinceFigures' ? answer : undefined;
  return (
    <WorkPage title={t('province.title')} lead={t('province.lead')}>
      {answer?.__typename === 'Refusal' && <Notice tone="alert" isUrgent>{troubleWords(t, answer)}</Notice>}
      {error && <Notice tone="alert" isUrgent>{t('refusal.unreachable')}</Notice>}
      {figures && figures.alertCounts.some(({ organizations }) => organizations > 0) && (
        <StatTiles title={t('province.alerts')} tiles={figures.alertCounts.filter(({ organizations }) => organizations > 0).map(({ alert, organizations }) => ({
          id: alert, title: t(`alert.${alert}`), value: organizations, note: t('province.byOrganizations'), tone: alertTone(alert),
          action: <Link to={`/organizations?alert=${alert}`}>{t('list.show')}<span className="lv-hidden"> {t(`alert.${alert}`)}</span></Link>,
        }))} />
      )}
      <div className={classes.filters}>
        <NativeSelect label={t('province.entitledTo')} value={source?.id ?? ''} onChange={({ currentTarget }) => setPicked(currentTarget.value)} data={sources.map(({ id, name }) => ({ value: id, label: localized(name) }))} />
        <NativeSelect label={t('province.sector')} value={sector} onChange={({ currentTarget }) => setSector(currentTarget.value as OrganizationSector | '')} data={[{ value: '', label: t('province.allSectors') }, ...SECTORS.map((one) => ({ value: one, label: t(`sector.${one}`) }))]} />
      </div>
      {figures && source && <SectorFigures figures={figures} sector={sector} sourceId={source.id} sourceName={localized(source.name)} />}
    </WorkPage>
  );
}

function SectorFigures({ figures, sector, sourceId, sourceName }: { readonly figures: Figures; readonly sector: OrganizationSector | ''; readonly sourceId: string; readonly sourceName: string }) {
  const { t } = useTranslation('program');
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const share = new Intl.NumberFormat(`${language}-CA`, { maximumFractionDigits: 1 });
  const lines: readonly Line[] = figures.sectors.filter((line) => sector === '' || line.sector === sector).map((line) => ({ ...line, title: t(`sector.${line.sector}`) }));
  const total = lines.reduce<Line>((sum, line) => Object.fromEntries([['title', t('province.total')], ...COUNTS.map((count) => [count, sum[count] + line[count]])]) as unknown as Line, { title: t('province.total'), organizations: 0, sites: 0, registeredUsers: 0, activeUsers: 0, entitledUsers: 0 });
  const headings: Readonly<Record<(typeof COUNTS)[number], string>> = {
    organizations: t('province.organizations'), sites: t('province.sites'), registeredUsers: t('province.registered'), activeUsers: t('province.active'), entitledUsers: t('province.entitled', { source: sourceName }),
  };
  const columns: readonly PlainColumn<Line>[] = [
    { id: 'sector', title: t('province.sector'), cell: ({ title }) => title },
    ...COUNTS.map((count): PlainColumn<Line> => ({ id: count, title: headings[count], isNumber: true, cell: (line) => number.format(line[count]) })),
    { id: 'share', title: t('province.share'), isNumber: true, cell: (line) => share.format(percent(line)) },
  ];
  const save = (): void => download(`users-by-sector-${sourceId}-${dayOf(Date.now())}.csv`, csvOf([[t('province.sector'), ...COUNTS.map((count) => headings[count])], ...[...lines, total].map((line) => [line.title, ...COUNTS.map((count) => line[count])])]));
  if (total.organizations === 0) return <p>{t('province.noOrganizations')}</p>;
  const withUsers = lines.filter(({ registeredUsers }) => registeredUsers > 0);
  const unused = figures.idle.filter(({ idle }) => idle === 'LONGER' || idle === 'NEVER').reduce((sum, { users }) => sum + users, 0);
  return (
    <>
      <WorkSection title={t('province.table')} actions={<Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={save}>{t('province.download')}</Button>}>
        <PlainTable title={t('province.table')} columns={columns} rows={lines} rowKey={({ title }) => title} {...(lines.length > 1 && { foot: total })} />
        <p className={classes.explain}>{t('province.activeNote', { count: figures.activeUserDays })}</p>
      </WorkSection>
      <div className={classes.charts}>
        <Bars title={t('province.chart')} form="grouped" categoryTitle={t('province.sector')}
          summary={t('province.chartSummary', { registered: number.format(total.registeredUsers), sites: number.format(total.sites), active: number.format(total.activeUsers), entitled: number.format(total.entitledUsers), source: sourceName })}
          series={[{ id: 'registered', title: headings.registeredUsers }, { id: 'active', title: headings.activeUsers }, { id: 'entitled', title: headings.entitledUsers }]}
          categories={withUsers.map((line) => ({ id: line.title, title: line.title, values: [line.registeredUsers, line.activeUsers, line.entitledUsers] }))} />
        <Bars title={t('province.adoption')} form="grouped" categoryTitle={t('province.sector')} summary={t('province.adoptionSummary', { share: share.format(percent(total)) })}
          series={[{ id: 'share', title: t('province.share') }]} categories={withUsers.map((line) => ({ id: line.title, title: line.title, values: [Math.round(percent(line) * 10) / 10] }))} />
        {sector === '' && <Histogram title={t('province.idle')} summary={t('province.idleSummary', { users: number.format(unused) })} binTitle={t('province.idleBin')} countTitle={t('province.users')} bins={figures.idle.map(({ idle, users }) => ({ id: idle, title: t(`province.idleBand.${idle}`), count: users }))} />}
        {sector === '' && <Histogram title={t('province.joined')} binTitle={t('province.year')} countTitle={t('province.organizations')} bins={figures.joined.map(({ year, organizations }) => ({ id: String(year), title: String(year), count: organizations }))} />}
      </div>
    </>
  );
}

const percent = ({ registeredUsers, activeUsers }: Pick<Line, 'registeredUsers' | 'activeUsers'>): number => (registeredUsers === 0 ? 0 : (activeUsers / registeredUsers) * 100);
