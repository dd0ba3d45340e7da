import { useTranslation } from '@longview/web-design-system';
import { WorkSection } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMoment } from '../moments.js';
import { usePatientName } from '../names.js';
import type { PrivacyCase } from './case-page.js';
import { LETTERS } from './case-words.js';
import classes from './cases.module.css';

/** Letters of the case that were issued, and those that can be written. */
export function LettersSection({ of: { line, letters, patients, actions } }: { readonly of: PrivacyCase }) {
  const { t } = useTranslation('privacyCase');
  const moment = useMoment();
  const patientName = usePatientName();
  const mayWrite = actions.includes('WRITE_LETTER');
  if (!mayWrite && letters.length === 0) return null;
  const base = `/privacy/cases/${line.caseId}/letters`;
  const nameOf = (patientKey: string | null): string => { const patient = patients.find((one) => one.patientKey === patientKey); return patient ? patientName(patient) : ''; };
  return (
    <WorkSection title={t('letters.title')}>
      {letters.length > 0 && <ul className={classes.list}>{letters.map(({ letterId, templateId, language, patientKey, issuedAt, issuedByName }) => <li key={letterId}><Link to={`${base}/${templateId}?letter=${letterId}`}>{t(`letter.${templateId}`)}{patientKey !== null && <>: {nameOf(patientKey)}</>}</Link><span className={classes.muted}>{t(`language.${language}`)} · {issuedByName} · {moment(issuedAt)}</span></li>)}</ul>}
      {mayWrite && (
        <div className={`${classes.buttons} ${classes.screenOnly}`}>
          {LETTERS.flatMap((templateId) => (templateId === 'COMMISSIONER_BREACH' || patients.length === 0
            ? [<Button key={templateId} component={Link} to={`${base}/${templateId}`} variant="default">{t(`letters.write.${templateId}`)}</Button>]
            : patients.map((patient) => <Button key={`${templateId} ${patient.patientKey}`} component={Link} to={`${base}/${templateId}?patient=${patient.patientKey}`} variant="default" h="auto" mih={36} py={7} styles={{ label: { whiteSpace: 'normal' } }}>{patients.length === 1 ? t(`letters.write.${templateId}`) : `${t(`letters.write.${templateId}`)}: ${patientName(patient)}`}</Button>)))}
        </div>
      )}
    </WorkSection>
  );
}
