import { MismatchBar, PatientBanner, type PatientFacts } from '@longview/web-design-system';
import { lazy, Suspense } from 'react';
import type { ReasonGateProps } from './reason-gate.js';

const ReasonGate = lazy(() => import('./reason-gate.js').then((gate) => ({ default: gate.ReasonGate })));

/** The banner, and the question why; nothing of the record before it is answered. */
export function ReasonFirst({ patient, isDifferent, ...gate }: ReasonGateProps & { readonly patient: PatientFacts; readonly isDifferent: boolean }) {
  return (
    <>
      {isDifferent && <MismatchBar />}
      <PatientBanner patient={patient} isRestricted={false} />
      <Suspense fallback={<main id="content" tabIndex={-1} aria-busy />}><ReasonGate {...gate} /></Suspense>
    </>
  );
}
