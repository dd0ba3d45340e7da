import { PatientAccessListDocument } from '@longview/graphql-client';
import { Notice, useLanguage, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../answers.js';
import { DayField } from '../day-field.js';
import { LanguageChoice, type PaperLanguage } from '../language-choice.js';
import { endOfDay, startOfDay, useMoment } from '../moments.js';
import { PrivacyPage } from '../privacy-page.js';
import { TroubleNotice } from '../trouble-notice.js';
import { ExportButtons } from './export-buttons.js';
import { filtersAtStart } from './report-filters.js';
import classes from './reports.module.css';

/** Who looked, in the words that the patient is given, in their language: to read, to print and to hand over. */
export function PatientListPage() {
  const { t } = useTranslation('accessReport');
  const { t: common } = useTranslation('privacy');
  const { language: screen } = useLanguage();
  const moment = useMoment();
  const { patientKey = '' } = useParams();
  const [filters, setFilters] = useState(() => filtersAtStart(Date.now(), { patientKey }));
  const [language, setLanguage] = useState<PaperLanguage>(screen === 'fr' ? 'FR' : 'EN');
  const [from, until] = [startOfDay(filters.fromDay), endOfDay(filters.untilDay)];
  const { answer, trouble, isLoading, again } = useAnswer(PatientAccessListDocument, { input: { patientKey, language, from: from ?? 0, until: until ?? 0 } });
  return (
    <PrivacyPage isPaper title={t('patientList.title')} lead={t('patientList.lead')} back={<Link to={`/privacy/patients/${patientKey}`}><IconArrowLeft size={16} aria-hidden />{t('patientList.back')}</Link>}
      actions={<Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{common('print')}</Button>}>
      <div className={classes.filters}>
        <DayField label={common('filter.from')} value={filters.fromDay} isRequired onDay={(fromDay) => { if (fromDay) setFilters((now) => ({ ...now, fromDay })); }} />
        <DayField label={common('filter.until')} value={filters.untilDay} isRequired onDay={(untilDay) => { if (untilDay) setFilters((now) => ({ ...now, untilDay })); }} />
        <LanguageChoice label={t('patientList.language')} value={language} onChange={setLanguage} />
      </div>
      <ExportButtons filters={filters} files={[{ fileKind: 'PATIENT_LIST', format: 'HTML' }, { fileKind: 'PATIENT_LIST', format: 'CSV' }]} />
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!answer && !trouble && <p role="status" aria-busy>{common('loading')}</p>}
      {answer && (
        <article className={classes.plainList} lang={language.toLowerCase()} aria-busy={isLoading}>
          <h2>{answer.heading}</h2>
          {answer.introduction.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
          <ul className={classes.looks}>{answer.lines.map((line, i) => <li key={`${line.at} ${i}`}><strong>{line.when}</strong>{line.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</li>)}</ul>
        </article>
      )}
      {answer && !answer.isWhole && <Notice tone="warning">{t('patientList.part')}</Notice>}
      {answer && <p className={`${classes.muted} ${classes.screenOnly}`}>{common('asOf', { at: moment(answer.asOf) })}</p>}
    </PrivacyPage>
  );
}
