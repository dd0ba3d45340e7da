import type { LaunchPartsFragment } from '@longview/graphql-client';
import { dateTimeOf, isZoneUnknown, modalityLetters, useTranslation } from '@longview/web-design-system';
import { IconAlertTriangle, IconFileText, IconStack2 } from '@tabler/icons-react';
import classes from './image-window.module.css';

/** What is on the screen: date, kind, body part, site and accession, as the site recorded them. */
export function StudyLine({ study, site, panel, priorCount, onToggle }: {
  readonly study: LaunchPartsFragment['study'];
  readonly site: string;
  readonly panel: 'report' | 'priors' | undefined;
  readonly priorCount: number;
  readonly onToggle: (panel: 'report' | 'priors') => void;
}) {
  const { t } = useTranslation('images');
  const facts = [
    study.time && `${dateTimeOf(study.time)}${isZoneUnknown(study.time) ? ` ${t('asRecorded')}` : ''}`,
    [study.bodySite, study.laterality && t(`laterality.${study.laterality}`)].filter(Boolean).join(', '),
    site,
    study.accession && t('accession', { accession: study.accession }),
    study.numberOfSeries !== null && t('series', { count: study.numberOfSeries }),
    study.numberOfInstances !== null && t('instances', { count: study.numberOfInstances }),
  ];
  return (
    <section className={classes.line} aria-label={t('study')}>
      <p className={classes.title}><span className={classes.modality}>{modalityLetters(study.modalities)}</span>{study.title}</p>
      <p className={classes.facts}>{facts.filter(Boolean).map((fact, i) => <span key={i}>{fact}</span>)}</p>
      <p className={classes.warning}><IconAlertTriangle size={16} aria-hidden />{t('notDiagnosis')}</p>
      <div className={classes.toggles}>
        <button type="button" aria-pressed={panel === 'report'} onClick={() => onToggle('report')}><IconFileText size={18} aria-hidden />{t('report')}</button>
        <button type="button" aria-pressed={panel === 'priors'} onClick={() => onToggle('priors')}><IconStack2 size={18} aria-hidden />{t('priorsCount', { n: priorCount })}</button>
      </div>
    </section>
  );
}
