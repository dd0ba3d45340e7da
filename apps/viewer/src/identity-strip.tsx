import type { DisplaySetService, ServicesManager } from '@ohif/core';
import { useEffect, useState, type ReactElement } from 'react';
import { identitiesOf, type DicomIdentity } from './dicom-identity.js';
import { compareWithWindow } from './identity-comparison.js';
import { endViewer, tellWindow } from './viewer-end.js';
import type { IdentityVerdict, WindowPatient } from './window-protocol.js';
import { wordsOf } from './words.js';

/** Where the strip learns whose window it stands in, now or later. */
export interface WindowPatientSource {
  readonly current: WindowPatient | undefined;
  subscribe(listener: () => void): () => void;
}

/**
 * Names the patient that the images themselves name, beside the window's banner, and stops the viewer when they are two
 * people. It stands above the images and cannot be closed.
 */
export function IdentityStrip({ servicesManager, windowPatient }: { readonly servicesManager: ServicesManager; readonly windowPatient: WindowPatientSource }): ReactElement {
  const identities = useIdentities(servicesManager.services.displaySetService);
  const patient = useWindowPatient(windowPatient);
  const verdict = worstVerdict(identities, patient);
  useEffect(() => {
    if (identities.length === 0) return;
    tellWindow({ type: 'longview.viewer.identity', verdict });
    if (verdict === 'different') endViewer('wrong-patient');
  }, [identities, verdict]);

  const words = wordsOf(document.documentElement.lang);
  return (
    <section className="longview-strip" data-verdict={verdict} aria-label={words.recordedInImages}>
      <span className="longview-label">{words.recordedInImages}</span>
      {identities.length > 0 && <strong>{describe(identities, words)}</strong>}
      {verdict === 'unsure' && identities.length > 0 && <span role="alert">{words.checkName}</span>}
      {verdict === 'not-compared' && identities.length > 0 && <span className="longview-label">{words.notCompared}</span>}
      <span className="longview-use">{words.notForDiagnosis}</span>
    </section>
  );
}

/** One disagreement among all objects decides: a study with one foreign object in it is a foreign study. */
export function worstVerdict(identities: readonly DicomIdentity[], patient: WindowPatient | undefined): IdentityVerdict {
  if (!patient) return identities.length > 1 ? 'unsure' : 'not-compared';
  const verdicts = identities.map((identity) => compareWithWindow(identity, patient));
  return verdicts.find((verdict) => verdict === 'different') ?? verdicts.find((verdict) => verdict === 'unsure') ?? (verdicts.length > 0 ? 'same' : 'not-compared');
}

function describe(identities: readonly DicomIdentity[], words: ReturnType<typeof wordsOf>): string {
  const [first] = identities;
  if (new Set(identities.map(({ displayName }) => displayName)).size > 1) return words.severalPeople;
  const { displayName, birthDate, sex } = first!;
  return [displayName || words.nobodyNamed, birthDate && `${words.born} ${birthDate}`, sex && words.sex[sex]].filter(Boolean).join(' · ');
}

function useIdentities(displaySets: DisplaySetService): readonly DicomIdentity[] {
  const [identities, setIdentities] = useState<readonly DicomIdentity[]>([]);
  useEffect(() => {
    const read = (): void => setIdentities(identitiesOf(displaySets.getActiveDisplaySets()));
    read();
    const subscriptions = [displaySets.EVENTS.DISPLAY_SETS_ADDED, displaySets.EVENTS.DISPLAY_SETS_CHANGED].map((event) => displaySets.subscribe(event, read));
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, [displaySets]);
  return identities;
}

function useWindowPatient(source: WindowPatientSource): WindowPatient | undefined {
  const [patient, setPatient] = useState(source.current);
  useEffect(() => source.subscribe(() => setPatient(source.current)), [source]);
  return patient;
}
