import { Navigate, Route, Routes } from 'react-router';
import { OfficesPage } from './offices-page.js';
import { OrganizationPage } from './organization-page.js';
import { OrganizationsPage } from './organizations-page.js';
import { ProvincePage } from './province-page.js';

/** `/organizations` and each of them: the program office's. */
export function OrganizationsPages() {
  return (
    <Routes>
      <Route index element={<OrganizationsPage />} />
      <Route path=":organizationId" element={<OrganizationPage />} />
      <Route path="*" element={<Navigate to="/organizations" replace />} />
    </Routes>
  );
}

/** `/offices`: of the organization acted for. */
export function OfficesPages() {
  return <OnePage path="/offices"><OfficesPage /></OnePage>;
}

/** `/province`: the program office's figures. */
export function ProvincePages() {
  return <OnePage path="/province"><ProvincePage /></OnePage>;
}

function OnePage({ path, children }: { readonly path: string; readonly children: React.ReactNode }) {
  return (
    <Routes>
      <Route index element={children} />
      <Route path="*" element={<Navigate to={path} replace />} />
    </Routes>
  );
}
