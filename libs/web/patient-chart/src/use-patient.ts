import { useQuery } from '@apollo/client/react';
import { OpenedPatientDocument, SourcesDocument, type RelationshipPartsFragment } from '@longview/graphql-client';
import { patientNameOf, useTranslation, type PatientFacts, type SourceFacts } from '@longview/web-design-system';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router';

export type OpenedPatientState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'open'; readonly patient: PatientFacts; readonly relationship: RelationshipPartsFragment }
  | { readonly kind: 'not-open' }
  | { readonly kind: 'unreachable' };

export interface OpenedPatient {
  readonly opened: OpenedPatientState;
  /** The record may be asked for: something explains why this person is with the patient. */
  readonly isExplained: boolean;
  /** To be told what explains it, found or stated since. */
  readonly onExplained: (relationship: RelationshipPartsFragment) => void;
}

/** Who the page is about, and why this person is with them. The window's title names them, so that many windows can be told apart. */
export function useOpenedPatient(patientKey: string): OpenedPatient {
  const [explained, setExplained] = useState<{ readonly patientKey: string; readonly relationship: RelationshipPartsFragment }>();
  const { state } = useLocation();
  const opened = useOpenedPatientState(patientKey, explained?.patientKey === patientKey ? explained.relationship : undefined);
  const onExplained = useCallback((relationship: RelationshipPartsFragment) => setExplained({ patientKey, relationship }), [patientKey]);
  // Whoever opened the patient on the page before knows already: the record need not wait for the banner.
  return { opened, onExplained, isExplained: opened.kind === 'open' ? opened.relationship.state !== 'MISSING' : opened.kind === 'asking' && state?.isExplained === true };
}

function useOpenedPatientState(patientKey: string, explained: RelationshipPartsFragment | undefined): OpenedPatientState {
  const { t } = useTranslation('ui');
  const { data, error } = useQuery(OpenedPatientDocument, { variables: { patientKey }, fetchPolicy: 'no-cache' });
  const found = data?.openedPatient;
  const patient = found?.patient;
  useEffect(() => {
    if (patient) document.title = [patientNameOf(patient) || t('patient.unnamed'), patient.birthDate].filter(Boolean).join(' · ');
  }, [patient, t]);
  if (found) return { kind: 'open', patient: found.patient, relationship: explained ?? found.relationship };
  if (error) return { kind: 'unreachable' };
  return data ? { kind: 'not-open' } : { kind: 'asking' };
}

/** Every source of the province by its id. */
export function useSources(): ReadonlyMap<string, SourceFacts> {
  const { data } = useQuery(SourcesDocument);
  return useMemo(() => new Map<string, SourceFacts>(data?.sources.map((source) => [source.id, source])), [data]);
}
