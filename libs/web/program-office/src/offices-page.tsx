import { useQuery } from '@apollo/client/react';
import { OfficesDocument } from '@longview/graphql-client';
import { Notice, useTranslation } from '@longview/web-design-system';
import { WorkPage } from '@longview/web-design-system/work';
import { OfficesList } from './offices-list.js';
import classes from './program-office.module.css';
import { alertTone } from './program-words.js';
import { troubleWords } from './trouble.js';
import { useChange } from './use-change.js';

/** Offices of the organization acted for. Everybody may see whom to ask; whoever signs for it proposes, confirms and revokes. */
export function OfficesPage() {
  const { t } = useTranslation('program');
  const { data, error, refetch } = useQuery(OfficesDocument, { fetchPolicy: 'network-only' });
  const { send } = useChange(refetch);
  const answer = data?.offices;
  return (
    <WorkPage title={t('offices.title')} lead={t('offices.lead')}>
      {answer?.__typename === 'Refusal' && <Notice tone="alert" isUrgent>{troubleWords(t, answer)}</Notice>}
      {error && <Notice tone="alert" isUrgent>{t('refusal.unreachable')}</Notice>}
      {answer?.__typename === 'OrganizationOffices' && (
        <>
          {answer.alerts.length > 0 && <div className={classes.lines}>{answer.alerts.map((alert) => <Notice key={alert} tone={alertTone(alert)}>{t(`banner.${alert}`, { defaultValue: t(`alert.${alert}`) })}</Notice>)}</div>}
          <OfficesList offices={answer} send={send} />
        </>
      )}
    </WorkPage>
  );
}
