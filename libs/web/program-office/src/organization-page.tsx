import { useQuery } from '@apollo/client/react';
import { ParticipatingOrganizationDocument } from '@longview/graphql-client';
import { dayOf, EmptyState, Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Facts, Pill, Tabs, WorkPage } from '@longview/web-design-system/work';
import { IconArrowLeft, IconBuildingOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { AgreementsTab } from './agreements-tab.js';
import { ChecklistTab } from './checklist-tab.js';
import { HistoryTab } from './history-tab.js';
import { OfficesList } from './offices-list.js';
import { OrganizationActions } from './organization-actions.js';
import type { OrganizationView } from './organization-view.js';
import classes from './program-office.module.css';
import { alertTone, statusTone } from './program-words.js';
import { SitesTab } from './sites-tab.js';
import { SourcesTab } from './sources-tab.js';
import { troubleWords } from './trouble.js';
import { useChange } from './use-change.js';

const TABS = ['checklist', 'offices', 'agreements', 'sites', 'sources', 'history'] as const;
type TabId = (typeof TABS)[number];

/** One organization as the program office sees it: how it stands, and everything that can be done about it. */
export function OrganizationPage() {
  const { organizationId = '' } = useParams();
  const { t } = useTranslation('program');
  const { data, loading, error, refetch } = useQuery(ParticipatingOrganizationDocument, { variables: { organizationId }, fetchPolicy: 'network-only' });
  const answer = data?.organization;
  const back = <Link to="/organizations"><IconArrowLeft size={16} aria-hidden />{t('organization.back')}</Link>;
  if (answer?.__typename === 'ParticipatingOrganization') return <Organization view={answer} back={back} refetch={refetch} />;
  return (
    <WorkPage title={t('list.title')} back={back}>
      {answer?.__typename === 'Refusal' && <Notice tone="alert" isUrgent>{troubleWords(t, answer)}</Notice>}
      {error && <Notice tone="alert" isUrgent>{t('refusal.unreachable')}</Notice>}
      {!loading && answer === null && <EmptyState icon={IconBuildingOff} title={t('organization.missing')} />}
    </WorkPage>
  );
}

function Organization({ view, back, refetch }: { readonly view: OrganizationView; readonly back: React.ReactNode; readonly refetch: () => Promise<unknown> }) {
  const { t } = useTranslation('program');
  const localized = useLocalized();
  const { send } = useChange(refetch);
  const { line } = view;
  const [tab, setTab] = useState<TabId>(line.status === 'APPLYING' ? 'checklist' : 'offices');
  const name = localized(line.name);
  const day = dayOf(line.statusSince);
  const status = t(`status.${line.status}`);
  const reason = line.statusReason === '' ? '' : t(`statusReason.${line.statusReason}`, { defaultValue: line.statusReason });
  const key = { organizationId: line.organizationId, version: view.version };
  const participation = [line.isViewing && t('organization.viewing'), line.isContributing && t('organization.contributing')].filter((words) => words !== false);
  return (
    <WorkPage title={name} back={back} lead={<>{t(`sector.${line.sector}`)}{line.isSolePractitioner && <> · {t('list.sole')}</>}</>} actions={<OrganizationActions view={view} send={send} />}>
      {line.alerts.length > 0 && (
        <div className={classes.lines}>
          {line.alerts.map((alert) => <Notice key={alert} tone={alertTone(alert)} title={t(`alert.${alert}`)}>{t(`alertExplain.${alert}`)}</Notice>)}
        </div>
      )}
      <Facts facts={[
        { name: t('organization.status'), value: <Pill tone={statusTone(line.status)}>{reason === '' ? t('organization.statusLine', { status, day }) : t('organization.statusLineReason', { status, day, reason })}</Pill> },
        { name: t('organization.participation'), value: participation.length === 0 ? t('organization.neither') : <div className={classes.lines}>{participation.map((words) => <span key={words}>{words}</span>)}</div> },
        { name: t('organization.users'), value: line.userCount },
        { name: t('organization.phone'), value: view.phone },
        { name: t('organization.privacyEmail'), value: view.privacyEmail },
      ]} />
      <Tabs label={t('tab.label')} shown={tab} onShow={setTab} tabs={TABS.map((id) => ({ id, title: t(`tab.${id}`), ...(id === 'sites' && { count: line.siteCount }) }))}>
        {tab === 'checklist' && <ChecklistTab view={view} organizationKey={key} send={send} />}
        {tab === 'offices' && <OfficesList offices={view.offices} mayRegister={line.alerts.includes('NO_LRA') || line.status === 'APPLYING'} send={send} />}
        {tab === 'agreements' && <AgreementsTab view={view} organizationKey={key} send={send} />}
        {tab === 'sites' && <SitesTab organizationKey={key} send={send} />}
        {tab === 'sources' && <SourcesTab view={view} organizationKey={key} send={send} />}
        {tab === 'history' && <HistoryTab view={view} />}
      </Tabs>
    </WorkPage>
  );
}
