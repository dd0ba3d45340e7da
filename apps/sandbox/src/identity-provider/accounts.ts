/** Somebody who can sign in to the demonstration. All are fictitious; so are their passwords. */
export interface Account {
  /** Never reused, never shown: what the ID token calls `sub`. */
  readonly subject: string;
  readonly username: string;
  readonly password: string;
  /** Absent for an account without a second factor. */
  readonly oneTimeCode?: string;
  readonly displayName: string;
  readonly role: string;
  readonly organization: string;
  readonly note: string;
  /** Where they live, as their employer knows it: next door to somebody of the cast. */
  readonly home?: { readonly homePostalCode: string; readonly homeAddress: string };
  readonly memberships: readonly { readonly organizationId: string; readonly roles: readonly string[]; readonly sources?: readonly string[] }[];
}

const PASSWORD = 'longview-demo';
const CODE = '246810';

function account(draft: Omit<Account, 'subject' | 'password' | 'oneTimeCode'> & { readonly hasSecondFactor?: boolean }): Account {
  const { hasSecondFactor = true, ...rest } = draft;
  return { ...rest, subject: `sandbox-${draft.username}`, password: PASSWORD, ...(hasSecondFactor ? { oneTimeCode: CODE } : {}) };
}

export const ACCOUNTS: readonly Account[] = [
  account({
    username: 'dr.leclair', displayName: 'Dr. Anne Leclair', role: 'Family physician', organization: 'Mountain Brow Family Health Team',
    note: 'may ask every source but Quinte Shore Hospital', memberships: [{ organizationId: 'mountain-brow', roles: ['physician'] }],
  }),
  account({
    username: 'dr.osei', displayName: 'Dr. Kwame Osei', role: 'Hospital physician', organization: 'St. Brigid’s Hospital; Thames Valley University Hospital',
    note: 'chooses which of two hospitals to act for',
    memberships: [{ organizationId: 'st-brigid', roles: ['physician'] }, { organizationId: 'thames-valley', roles: ['physician'] }],
    home: { homePostalCode: 'L8P 3Z3', homeAddress: '9 Mill Lane' },
  }),
  account({
    username: 'nurse.vuong', displayName: 'Thi Vuong, RN', role: 'Nurse', organization: 'Riverbend Nurse Practitioner Clinic',
    note: 'works under an organization with fewer sources', memberships: [{ organizationId: 'riverbend', roles: ['nurse'] }],
    home: { homePostalCode: 'N6A 4Z4', homeAddress: '20 Cedar Row' },
  }),
  account({
    username: 'clerk.baxter', displayName: 'Sam Baxter', role: 'Clerk', organization: 'Mountain Brow Family Health Team',
    note: 'no entitlement to clinical records', memberships: [{ organizationId: 'mountain-brow', roles: ['clerk'], sources: [] }],
  }),
  account({
    username: 'lra.morin', displayName: 'Josée Morin', role: 'Local registration authority', organization: 'St. Brigid’s Hospital',
    note: 'manages people, sees no records', memberships: [{ organizationId: 'st-brigid', roles: ['local-registration-authority'], sources: [] }],
  }),
  account({
    username: 'lsa.beaulieu', displayName: 'Marguerite Beaulieu', role: 'Legal signing authority', organization: 'St. Brigid’s Hospital',
    note: 'answers for who holds an office', memberships: [{ organizationId: 'st-brigid', roles: ['legal-signing-authority'], sources: [] }],
  }),
  account({
    username: 'privacy.singh', displayName: 'Harpreet Singh', role: 'Privacy contact', organization: 'St. Brigid’s Hospital',
    note: 'keeps consent directives', memberships: [{ organizationId: 'st-brigid', roles: ['privacy-contact'], sources: [] }],
  }),
  account({
    username: 'auditor.halvorsen', displayName: 'Bjørn Halvorsen', role: 'Privacy auditor', organization: 'St. Brigid’s Hospital',
    note: 'looks at accesses, not at records', memberships: [{ organizationId: 'st-brigid', roles: ['privacy-auditor'], sources: [] }],
  }),
  account({
    username: 'program.okafor', displayName: 'Linda Okafor-Smith', role: 'Program office', organization: 'Longview Program Office',
    note: 'brings organizations and sources on', memberships: [{ organizationId: 'program-office', roles: ['program-office'], sources: [] }],
  }),
  account({
    username: 'program.benoit', displayName: 'Luc Benoît', role: 'Program office', organization: 'Longview Program Office',
    note: 'confirms what a colleague proposed', memberships: [{ organizationId: 'program-office', roles: ['program-office'], sources: [] }],
  }),
  account({
    username: 'pacs.nakamura', displayName: 'Hiro Nakamura', role: 'PACS administrator', organization: 'Thames Valley University Hospital',
    note: 'looks after image archives', memberships: [{ organizationId: 'thames-valley', roles: ['pacs-administrator'], sources: [] }],
  }),
  account({
    username: 'dr.abernathy', displayName: 'Dr. Fay Abernathy', role: 'Family physician', organization: 'Old Mill Medical Clinic (inactive)',
    note: 'the organization’s participation has ended: nothing may be seen', memberships: [{ organizationId: 'old-mill', roles: ['physician'] }],
  }),
  account({
    username: 'dr.grzybowska', displayName: 'Dr. Ewa Grzybowska', role: 'Hospital physician', organization: 'St. Brigid’s Hospital', hasSecondFactor: false,
    note: 'has no second factor: the gateway refuses the sign-in', memberships: [{ organizationId: 'st-brigid', roles: ['physician'] }],
  }),
  // People with a log-in whom nobody has registered yet: for an organization that joins.
  account({ username: 'lsa.fraser', displayName: 'Ian Fraser', role: 'Not registered', organization: '–', note: 'to register as signing authority of an organization that joins', memberships: [] }),
  account({ username: 'lra.tran', displayName: 'Mai Tran', role: 'Not registered', organization: '–', note: 'to register as its LRA', memberships: [] }),
  account({ username: 'nurse.dubois', displayName: 'Claire Dubois, RN', role: 'Not registered', organization: '–', note: 'to register as its nurse', memberships: [] }),
];
