import { useTranslation } from '@longview/web-design-system';
import { Pill, WorkSection } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'react-router';
import { actionWords } from '../evidence/action-words.js';
import { useMoment } from '../moments.js';
import { usePatientName } from '../names.js';
import { saveFile } from '../save-file.js';
import type { PrivacyCase } from './case-page.js';
import classes from './cases.module.css';

/** The lines of the log that belong to the case, each with the proof that it stands in the log unchanged, and the patients they are about. */
export function CaseEvidence({ of: { accesses, patients } }: { readonly of: PrivacyCase }) {
  const { t } = useTranslation('privacyCase');
  const { t: words } = useTranslation('evidence');
  const moment = useMoment();
  const patientName = usePatientName();
  const names = new Map(patients.map((patient) => [patient.patientKey, patient]));
  return (
    <WorkSection title={t('evidence.title', { count: accesses.length })}>
      {accesses.length === 0 && <p className={classes.muted}>{t('evidence.none')}</p>}
      {accesses.length > 0 && (
        <>
          <p className={classes.muted}>{t('evidence.lead')}</p>
          <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('evidence.title', { count: accesses.length })}>
            <table className={classes.table}>
              <thead><tr><th scope="col">{t('evidence.when')}</th><th scope="col">{t('evidence.what')}</th><th scope="col">{t('evidence.patient')}</th><th scope="col">{t('evidence.proof')}</th></tr></thead>
              <tbody>
                {accesses.map(({ eventId, occurredAt, action, patientKey, proof, provenAt }) => {
                  const patient = patientKey === null ? undefined : names.get(patientKey);
                  return (
                    <tr key={eventId}>
                      <th scope="row">{occurredAt === null ? t('evidence.soon') : moment(occurredAt)}</th>
                      <td>{action === null ? '–' : actionWords(words, action)}</td>
                      <td>{patient ? <Link to={`/privacy/patients/${patient.patientKey}`}>{patientName(patient)}</Link> : '–'}</td>
                      <td>
                        {proof === null ? <Pill tone="plain">{t('evidence.unsealed')}</Pill> : (
                          <>
                            <Button className={classes.screenOnly} variant="default" size="compact-sm" leftSection={<IconDownload size={15} aria-hidden />} aria-label={t('evidence.downloadOf', { event: eventId })} onClick={() => saveFile(`${t('evidence.fileName')}-${eventId}.json`, proof, 'application/json')}>{t('evidence.download')}</Button>
                            {provenAt !== null && <div className={classes.muted}>{t('evidence.provenAt', { at: moment(provenAt) })}</div>}
                          </>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </>
      )}
    </WorkSection>
  );
}
