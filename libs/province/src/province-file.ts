import { z } from 'zod';
import { localizedTextSchema, secretReferenceSchema, sourceAuthenticationSchema, sourceDefinitionSchema } from '@longview/sources-contract';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens');
// Repeated from access-policy on purpose: the file format is a promise of its own and a test holds the two equal.
const role = z.enum(['physician', 'nurse', 'allied-health', 'clerk', 'local-registration-authority', 'legal-signing-authority', 'privacy-contact', 'privacy-auditor', 'security-contact', 'program-office', 'pacs-administrator']);

/**
 * Names the secret of the sign-in that the sandbox brings. Its accounts and their passwords are public: only a
 * demonstration may name it, and no demonstration runs in production.
 */
export const DEMONSTRATION_CLIENT_SECRET = 'LONGVIEW_DEMONSTRATION_CLIENT_SECRET';

// Likewise repeated, from participants.
const sector = z.enum(['hospital', 'primary-care', 'specialist-clinic', 'sole-practitioner', 'community-health-centre', 'home-and-community-care', 'long-term-care', 'mental-health', 'public-health', 'independent-health-facility', 'other']);

/** An OpenID Connect provider that participants sign in with. */
export const identityProviderSchema = z.strictObject({
  id,
  name: localizedTextSchema,
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: secretReferenceSchema,
  scope: z.string().default('openid profile'),
  /** Refuses a log-in whose `acr` is none of these. */
  requiredAcr: z.array(z.string()).default([]),
  /** A back-channel logout of one session ends every session of that user; without it, that one. */
  logoutEndsEverySession: z.boolean().default(false),
});

/** How an archive reads an issuer (PS3.3 §10.15), and how an application entity is called (PS3.5 §6.2). */
const issuer = z.string().min(1).max(64).regex(/^[ -[\]-~]+$/, 'printable letters without a backslash');
const aeTitle = z.string().regex(/^[!-[\]-~]([ -[\]-~]{0,14}[!-[\]-~])?$/, 'at most 16 printable letters, no backslash');

const archiveNumbers = {
  /** Domain (URI) in which its patients are numbered: the one of the organization's own source, where it has one. */
  identifierSystem: z.string().min(1),
  /** What instances name as the issuer of those numbers, and its OID. */
  issuerOfPatientId: issuer,
  universalIssuer: z.string().regex(/^[\d.]{1,64}$/, 'an OID').optional(),
  issuerOfAccession: issuer.optional(),
  /** Instances under way at once. */
  lanes: z.int().min(1).max(16).default(2),
};

/** An organization's own archive, which studies from elsewhere are brought into. */
export const archiveSchema = z.discriminatedUnion('protocol', [
  z.strictObject({ protocol: z.literal('stow'), baseUrl: z.url({ protocol: /^https?$/ }), authentication: sourceAuthenticationSchema.default({ method: 'none' }), ...archiveNumbers }),
  z.strictObject({
    protocol: z.literal('dimse'),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535),
    calledAeTitle: aeTitle,
    callingAeTitle: aeTitle.default('LONGVIEW'),
    /** It answers C-FIND, so that it is asked what it holds. */
    canFind: z.boolean().default(false),
    tls: z.strictObject({ certificateAuthority: secretReferenceSchema.optional(), certificate: secretReferenceSchema.optional(), privateKey: secretReferenceSchema.optional() }).optional(),
    ...archiveNumbers,
  }),
]);

export const organizationSchema = z.strictObject({
  id,
  name: localizedTextSchema,
  /** Where its users are counted. */
  sector: sector.default('other'),
  isActive: z.boolean().default(true),
  /** Sources its people may be entitled to: nobody gets more than their organization has. */
  entitledSources: z.union([z.literal('all'), z.array(id)]).default([]),
  /** CSV of the health numbers of its rostered patients, beside this file: opening one of them needs no reason. Read at every start. */
  rosterFile: z.string().min(1).optional(),
  /** Where its studies from elsewhere go. Without one it imports none. */
  archive: archiveSchema.optional(),
  /** Where its people ask about their access. */
  phone: z.string().min(1).optional(),
  email: z.email().optional(),
});

export const userSchema = z.strictObject({
  id,
  displayName: z.string().min(1),
  /** Where letters about access go: reminders, warnings. */
  email: z.email().optional(),
  isActive: z.boolean().default(true),
  assuranceLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
  /** What surveillance compares with patients: kept as keyed hashes only. */
  personalFacts: z.strictObject({
    homePostalCode: z.string().optional(), homeAddress: z.string().optional(), homePhone: z.string().optional(), birthDate: z.iso.date().optional(), healthNumber: z.string().optional(),
  }).optional(),
  /** Log-in identities that are this person. */
  identities: z.array(z.strictObject({ identityProviderId: id, subject: z.string().min(1) })).min(1),
  memberships: z.array(z.strictObject({
    organizationId: id,
    roles: z.array(role).min(1),
    /** `organization`: everything the organization is entitled to; otherwise a narrower list. */
    sources: z.union([z.literal('organization'), z.array(id)]).default('organization'),
  })).min(1),
});

/** A domain in which record numbers are issued, with the name people know it by. */
export const identifierDomainSchema = z.strictObject({ system: z.string().min(1), name: localizedTextSchema });

/** An audit record repository that others run (IHE ATNA): gets every sealed event by ITI-20, syslog over TLS. */
export const auditFeedSchema = z.strictObject({
  id,
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(6514),
  certificateAuthority: secretReferenceSchema.optional(),
  certificate: secretReferenceSchema.optional(),
  privateKey: secretReferenceSchema.optional(),
});

/** A system that may read the log over FHIR (ITI-81): its organization's side of it, or with `isProgramOffice` all. */
export const auditClientSchema = z.strictObject({
  id,
  name: z.string().min(1).max(100),
  organizationId: id.optional(),
  isProgramOffice: z.literal(true).optional(),
  /** A JWK set, or one public key in PEM. */
  publicKeys: secretReferenceSchema,
}).refine(({ organizationId, isProgramOffice }) => (organizationId === undefined) === (isProgramOffice === true), { error: 'either organizationId or isProgramOffice' });

/** The mail server that takes the product's letters. Without TLS from the first byte, STARTTLS is demanded of any but this machine. */
export const mailSchema = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(587),
  secure: z.boolean().default(false),
  user: z.string().min(1).optional(),
  password: secretReferenceSchema.optional(),
  from: z.string().regex(/^[^\r\n]+@[^\r\n]+$/, 'an address, such as "Longview <no-reply@longview.example>"'),
}).refine(({ user, password }) => (user === undefined) === (password === undefined), { message: '`user` and `password` go together' });

/** A reason that somebody may state for being with a patient, and the purpose of use that goes with it. */
export const accessReasonSchema = z.strictObject({ code: id, label: localizedTextSchema, purposeOfUse: z.enum(['TREAT', 'PATRQT', 'HOPERAT']) });

/** Offered, in this order, to whom their purpose permits something. */
export const DEFAULT_ACCESS_REASONS: readonly z.infer<typeof accessReasonSchema>[] = [
  { code: 'treating-now', label: { en: 'I am treating this patient now', fr: 'Je traite cette personne en ce moment' }, purposeOfUse: 'TREAT' },
  { code: 'referral', label: { en: 'Referral or second opinion', fr: 'Demande de consultation ou deuxième avis' }, purposeOfUse: 'TREAT' },
  { code: 'patient-asked', label: { en: 'The patient asked me', fr: 'À la demande de la personne' }, purposeOfUse: 'PATRQT' },
  { code: 'emergency', label: { en: 'Emergency', fr: 'Urgence' }, purposeOfUse: 'TREAT' },
  { code: 'quality', label: { en: 'Quality or correction task', fr: 'Tâche de qualité ou de correction' }, purposeOfUse: 'HOPERAT' },
];

/** `province.yaml`: docs/operations/province-file.md says what each entry means. Unknown keys are refused. */
export const provinceFileSchema = z.strictObject({
  name: localizedTextSchema,
  /** True shows the strip "DEMO: synthetic data" on every page. */
  isDemonstration: z.boolean().default(false),
  identityProviders: z.array(identityProviderSchema).min(1),
  organizations: z.array(organizationSchema).min(1),
  users: z.array(userSchema),
  identifierDomains: z.array(identifierDomainSchema).default([]),
  sources: z.array(sourceDefinitionSchema).min(1),
  /** Absent: letters wait until there is one. */
  mail: mailSchema.optional(),
  auditFeeds: z.array(auditFeedSchema).default([]),
  auditClients: z.array(auditClientSchema).default([]),
  session: z.strictObject({
    idleTimeoutMs: z.int().positive().default(15 * 60_000),
    idleWarningMs: z.int().positive().default(2 * 60_000),
    absoluteTimeoutMs: z.int().positive().default(12 * 3_600_000),
  }).prefault({}),
  /** What explains that somebody is with a patient, and what is asked where nothing does. */
  access: z.strictObject({
    reasons: z.array(accessReasonSchema).min(1).default([...DEFAULT_ACCESS_REASONS]),
    /** A stated reason answers for the same person and patient for so long. */
    reasonValidForMs: z.int().positive().default(24 * 3_600_000),
    /** An encounter longer ago explains nothing. */
    encounterWithinDays: z.int().positive().default(730),
    /** How long the organization's own sources may take to say whether there was one. */
    searchWithinMs: z.int().positive().max(10_000).default(1_500),
  }).prefault({}),
  /** How long events of the access log are kept before `longview apply-retention` may remove them; nothing is removed by itself. */
  retention: z.strictObject({
    /** Who saw whose record, and what was decided about access: for good, or thirty years at least. */
    accessMonths: z.union([z.literal('always'), z.int().min(360)]).default('always'),
    /** Log-ins and log-outs, about no patient. */
    systemEventMonths: z.union([z.literal('always'), z.int().min(24)]).default('always'),
  }).prefault({}),
  /** When an account that nobody uses is warned, and when it is suspended. */
  accounts: z.strictObject({
    idleWarningDays: z.int().positive().default(60),
    idleSuspensionDays: z.int().positive().default(90),
  }).prefault({}),
  /** From when on the program office is alerted. */
  participation: z.strictObject({
    agreementWarningDays: z.int().positive().default(60),
    onboardingWarningDays: z.int().positive().default(14),
    assessmentMaximumAgeDays: z.int().positive().default(1_095),
    activeUserDays: z.int().positive().default(90),
  }).prefault({}),
  /** How long a privacy case and an answer may take, in calendar days, and how long before that somebody is reminded. */
  privacyOffice: z.strictObject({
    caseDays: z.int().positive().max(366).default(30),
    answerDays: z.int().positive().max(90).default(7),
    remindDays: z.int().nonnegative().default(2),
  }).prefault({}),
  /** When a request for images is late, and when it is over. */
  imageRequests: z.strictObject({
    urgentDueMs: z.int().positive().default(3_600_000),
    dueMs: z.int().positive().default(24 * 3_600_000),
    expiresMs: z.int().positive().default(7 * 24 * 3_600_000),
  }).prefault({}),
  viewer: z.strictObject({ grantLifetimeMs: z.int().positive().default(4 * 3_600_000) }).prefault({}),
});
export type ProvinceFile = z.infer<typeof provinceFileSchema>;
