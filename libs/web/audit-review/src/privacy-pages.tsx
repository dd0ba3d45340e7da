import type { WorkAreaProps } from '@longview/web-design-system/work';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { BreachPackagePage } from './cases/breach-package-page.js';
import { CasePage } from './cases/case-page.js';
import { CasesPage } from './cases/cases-page.js';
import { LetterPage } from './cases/letter-page.js';
import { ExplorePage } from './explore/explore-page.js';
import { PatientPage } from './explore/patient-page.js';
import { UserPage } from './explore/user-page.js';
import { QueuePage } from './queue/queue-page.js';
import { PatientListPage } from './reports/patient-list-page.js';
import { ReportsPage } from './reports/reports-page.js';
import { RulesPage } from './rules/rules-page.js';
import { WatchListPage } from './watch-list/watch-list-page.js';

/**
 * The privacy office: everything below `/privacy`. Its addresses name patients by an opaque key only; a health number is
 * typed into a field and travels in a body.
 */
export function PrivacyPages(props: WorkAreaProps) {
  return (
    <Routes>
      <Route index element={<QueuePage {...props} part="flags" />} />
      <Route path="sample" element={<QueuePage {...props} part="sample" />} />
      <Route path="explore" element={<ExplorePage />} />
      <Route path="users/:userId" element={<OneUser />} />
      <Route path="patients/:patientKey" element={<OnePatient />} />
      <Route path="patients/:patientKey/list" element={<PatientListPage />} />
      <Route path="cases" element={<CasesPage {...props} />} />
      <Route path="cases/:caseId" element={<OneCase />} />
      <Route path="cases/:caseId/package" element={<BreachPackagePage />} />
      <Route path="cases/:caseId/letters/:templateId" element={<LetterPage />} />
      <Route path="reports" element={<ReportsPage {...props} />} />
      <Route path="rules" element={<RulesPage />} />
      <Route path="watch-list" element={<WatchListPage />} />
      <Route path="*" element={<Navigate to="/privacy" replace />} />
    </Routes>
  );
}

/** What was on the page of one person is not carried over to that of another. */
function OneUser() {
  const { userId = '' } = useParams();
  return <UserPage key={userId} userId={userId} />;
}

function OnePatient() {
  const { patientKey = '' } = useParams();
  return <PatientPage key={patientKey} patientKey={patientKey} />;
}

function OneCase() {
  const { caseId = '' } = useParams();
  return <CasePage key={caseId} caseId={caseId} />;
}
