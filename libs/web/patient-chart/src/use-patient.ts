import { useQuery } from '@apollo/client/react';
import { OpenedPatientDocument, SourcesDocument } from '@longview/graphql-client';
import { patientNameOf, useTranslation, type PatientFacts, type SourceFacts } from '@longview/web-design-system';
import { useEffect, useMemo } from 'react';

export type OpenedPatientState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'open'; readonly patient: PatientFacts }
  | { readonly kind: 'not-open' }
  | { readonly kind: 'unreachable' };

/** Who the page is about. The window's title names them, so that many windows can be told apart. */
export function useOpenedPatient(patientKey: string): OpenedPatientState {
  const { t } = useTranslation('ui');
  const { data, error } = useQuery(OpenedPatientDocument, { variables: { patientKey }, fetchPolicy: 'no-cache' });
  const patient = data?.openedPatient?.patient;
  useEffect(() => {
    if (patient) document.title = [patientNameOf(patient) || t('patient.unnamed'), patient.birthDate].filter(Boolean).join(' · ');
  }, [patient, t]);
  if (patient) return { kind: 'open', patient };
  if (error) return { kind: 'unreachable' };
  return data ? { kind: 'not-open' } : { kind: 'asking' };
}

/** Every source of the province by its id. */
export function useSources(): ReadonlyMap<string, SourceFacts> {
  const { data } = useQuery(SourcesDocument);
  return useMemo(() => new Map<string, SourceFacts>(data?.sources.map((source) => [source.id, source])), [data]);
}
