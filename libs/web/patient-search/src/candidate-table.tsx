import type { FindPatientsMutation } from '@longview/graphql-client';
import { healthNumberOf, Hint, Notice, patientNameOf, useLocalized, useTranslation, type SourceFacts } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './patient-search.module.css';

export type SearchAnswer = Extract<FindPatientsMutation['findPatients'], { __typename: 'PatientSearchAnswer' }>;
type Candidate = SearchAnswer['candidates'][number];

/** People who answer the question: demographics only, so that choosing needs no clinical hint. */
export function CandidateTable({ candidates, sources, isOpening, onOpen }: {
  readonly candidates: readonly Candidate[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly isOpening: boolean;
  readonly onOpen: (candidateKey: string) => void;
}) {
  const { t } = useTranslation(['search', 'ui']);
  const localized = useLocalized();
  return (
    <>
      {candidates.length > 1 && <p className={classes.choose}>{t('search:result.choose')}</p>}
      {candidates.some(({ hasSimilarName }) => hasSimilarName) && <Notice tone="warning">{t('search:result.similar')}</Notice>}
      <table className={classes.candidates}>
        <thead>
          <tr>
            <th scope="col">{t('search:result.name')}</th>
            <th scope="col">{t('search:result.birthDate')}</th>
            <th scope="col">{t('search:result.sex')}</th>
            <th scope="col">{t('search:result.number')}</th>
            <th scope="col">{t('search:result.place')}</th>
            <th scope="col">{t('search:result.knownAt')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ candidateKey, patient, sourceIds, hasSimilarName }) => {
            const name = patientNameOf(patient) || t('ui:patient.unnamed');
            const known = sourceIds.map((id) => sources.get(id)).filter((source) => source !== undefined).map((source) => localized(source.name));
            return (
              <tr key={candidateKey} data-similar={hasSimilarName}>
                <th scope="row" translate="no">{hasSimilarName && <IconAlertTriangle size={16} aria-hidden />}{name}</th>
                <td data-label={t('search:result.birthDate')}>{patient.birthDate}</td>
                <td data-label={t('search:result.sex')}>{patient.gender && t(`ui:patient.sexes.${patient.gender}`)}</td>
                <td data-label={t('search:result.number')}>{patient.healthNumber && healthNumberOf(patient.healthNumber)}</td>
                <td data-label={t('search:result.place')}>{patient.city}</td>
                <td data-label={t('search:result.knownAt')}>{known.length > 2 ? <Hint text={known.join(', ')}><span tabIndex={0}>{t('search:result.sources', { count: sourceIds.length })}</span></Hint> : known.join(', ')}</td>
                <td><Button size="compact-md" disabled={isOpening} onClick={() => onOpen(candidateKey)} aria-label={t('search:result.openNamed', { name, birthDate: patient.birthDate ?? '' })}>{t('search:result.open')}</Button></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
