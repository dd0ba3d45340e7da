import { PERSONAL_COLUMNS } from '../personal-facts.js';

/** Columns of a file of users, with the names that French systems give them. */
export const USER_COLUMNS = {
  familyName: ['family_name', 'last name', 'surname', 'nom', 'nom de famille'],
  givenName: ['given_name', 'first name', 'prénom'],
  email: ['e-mail', 'mail', 'courriel', 'adresse courriel'],
  jobTitle: ['job_title', 'title', 'position', 'poste', 'titre', 'fonction'],
  employeeNumber: ['employee_number', 'employee id', 'employee no', "numéro d'employé", 'matricule'],
  college: ['ordre', 'ordre professionnel'],
  licenceNumber: ['licence_number', 'licence', 'license', 'license number', 'registration number', 'numéro de permis', 'permis'],
  roles: ['role', 'rôle', 'rôles'],
  sources: ['source', 'entitlements', 'accès'],
  reason: ['motif', 'raison'],
  ...PERSONAL_COLUMNS,
} as const;
export type UserColumn = keyof typeof USER_COLUMNS;

/** Columns of an HR list. Each row is found by the first of number, licence, address and name that it has. */
export const HR_COLUMNS = {
  employeeNumber: USER_COLUMNS.employeeNumber, familyName: USER_COLUMNS.familyName, givenName: USER_COLUMNS.givenName, email: USER_COLUMNS.email, jobTitle: USER_COLUMNS.jobTitle, licenceNumber: USER_COLUMNS.licenceNumber,
  ...PERSONAL_COLUMNS,
} as const;
export type HrColumn = keyof typeof HR_COLUMNS;

const TEMPLATE_ROWS = [
  ['Exemple-Tremblay', 'Anne', 'anne.tremblay@example.org', 'Registered nurse', '1001', 'cno', 'AB12345', 'nurse', 'SOURCES', 'Emergency department'],
  ['Example-Singh', 'Arjun', 'arjun.singh@example.org', 'Ward clerk', '1002', '', '', 'clerk', 'SOURCES', 'Admissions'],
];
const FRENCH_HEADER = ['nom', 'prénom', 'courriel', 'poste', 'matricule', 'ordre', 'numéro de permis', 'rôles', 'sources', 'motif'];
const ENGLISH_HEADER = ['family_name', 'given_name', 'email', 'job_title', 'employee_number', 'college', 'licence_number', 'roles', 'sources', 'reason'];

/** A file to fill in, with two rows of fictitious people; opens in spreadsheets as it is meant (BOM, CRLF). */
export function userTemplate(language: 'en' | 'fr', sourceIds: readonly string[]): string {
  const delimiter = language === 'fr' ? ';' : ',';
  const rows = TEMPLATE_ROWS.map((row) => row.map((cell) => (cell === 'SOURCES' ? sourceIds.slice(0, 2).join('|') : cell)));
  return `\uFEFF${[language === 'fr' ? FRENCH_HEADER : ENGLISH_HEADER, ...rows].map((row) => `${row.join(delimiter)}\r\n`).join('')}`;
}
