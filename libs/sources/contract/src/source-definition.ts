import { z } from 'zod';
import { RECORD_KINDS } from '@longview/clinical-model';

/** A secret is never written in the province file: it names an environment variable or a file that holds it. */
export const secretReferenceSchema = z.union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })]);
export type SecretReference = z.infer<typeof secretReferenceSchema>;

/** How the gateway makes itself known to a source. */
export const sourceAuthenticationSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('none') }),
  z.strictObject({ method: z.literal('basic'), username: z.string(), password: secretReferenceSchema }),
  z.strictObject({ method: z.literal('bearer'), token: secretReferenceSchema }),
  z.strictObject({ method: z.literal('mtls'), certificate: secretReferenceSchema, privateKey: secretReferenceSchema, certificateAuthority: secretReferenceSchema.optional() }),
  /** SMART Backend Services: signed client assertion (private_key_jwt), RS384 or ES384. */
  z.strictObject({
    method: z.literal('smart-backend'),
    clientId: z.string(), tokenUrl: z.url().optional(), scope: z.string().default('system/*.rs'),
    privateKey: secretReferenceSchema, keyId: z.string(), algorithm: z.enum(['RS384', 'ES384']).default('ES384'),
  }),
]);
export type SourceAuthentication = z.infer<typeof sourceAuthenticationSchema>;

/** How far a source may go before it is cut off. */
export const sourceLimitsSchema = z.strictObject({
  deadlineMs: z.int().positive().default(8_000),
  maxResponseBytes: z.int().positive().default(64 * 1024 * 1024),
  maxPages: z.int().positive().default(50),
  maxRecords: z.int().positive().default(10_000),
  concurrency: z.int().positive().default(8),
});
export type SourceLimits = z.infer<typeof sourceLimitsSchema>;

const endpoint = {
  baseUrl: z.url({ protocol: /^https?$/ }),
  authentication: sourceAuthenticationSchema.default({ method: 'none' }),
};

/** FHIR R4 REST: where it is and which of the two usual ways it wants a patient named. */
export const fhirEndpointSchema = z.strictObject({
  protocol: z.literal('fhir-r4'),
  ...endpoint,
  /** `patient-id`: find the Patient, then search by its id. `chained`: every search carries patient.identifier (miCDR). */
  patientSearch: z.enum(['patient-id', 'chained']).default('patient-id'),
  pageSize: z.int().positive().default(200),
  /**
   * How a question that names a person is sent: `post` keeps the identifier out of addresses and so out of logs on the
   * way; `get` for a source that knows no POST search; `auto` posts, and gets from a source that refused the method.
   */
  searchMethod: z.enum(['auto', 'post', 'get']).default('auto'),
  /** Words in an OperationOutcome by which this source says that a consent directive holds something back, besides the standard codes. */
  consentNotices: z.array(z.string().min(1)).default([]),
  /**
   * The header by which this source is told that a consent directive is overridden, so that it answers what it holds back
   * itself; FHIR's break-the-glass protocol knows `Category` with the label v3-ActReason#BTG. Absent: it cannot be told.
   */
  overrideHeader: z.strictObject({ name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/), value: z.string().min(1).max(500).regex(/^[\x20-\x7e]+$/) }).optional(),
});
export type FhirEndpoint = z.infer<typeof fhirEndpointSchema>;

/** DICOMweb: QIDO-RS to find studies, WADO-RS for the pixels. */
export const dicomwebEndpointSchema = z.strictObject({
  protocol: z.literal('dicomweb'),
  ...endpoint,
  /**
   * How studies of a patient are found, in order of preference: `issuer-and-id` PatientID with IssuerOfPatientID;
   * `id` PatientID alone, where every study of the archive has one issuer; `nested-health-number` the health number in
   * OtherPatientIDsSequence; `demographics` name and birth date. Whatever is asked, identity is checked on what comes back.
   */
  patientSearch: z.array(z.enum(['issuer-and-id', 'id', 'nested-health-number', 'demographics'])).min(1).default(['issuer-and-id', 'nested-health-number', 'demographics']),
  /** Value of IssuerOfPatientID (0010,0021) that stands for the source's own identifier domain. */
  issuerOfPatientId: z.string().optional(),
});
export type DicomwebEndpoint = z.infer<typeof dicomwebEndpointSchema>;

export const localizedTextSchema = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** One source of the province as its file describes it. */
export const sourceDefinitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens'),
  name: localizedTextSchema,
  /** The organization accountable for what this source holds. */
  custodianId: z.string(),
  city: z.string().optional(),
  phone: z.string().optional(),
  /** IANA zone of the site: orders times that were recorded without an offset. */
  timeZone: z.string().default('America/Toronto'),
  /** The identifier domain (URI) in which this source numbers its own patients. */
  identifierSystem: z.string().optional(),
  /** Where records are searched. */
  records: z.discriminatedUnion('protocol', [fhirEndpointSchema, dicomwebEndpointSchema]),
  /** Where pixels are fetched, when that is another door than `records`; a DICOMweb `records` endpoint is its own. */
  images: dicomwebEndpointSchema.optional(),
  /** What it holds. Asking for anything else answers `not-connected` without a call. */
  kinds: z.array(z.enum(RECORD_KINDS)).min(1),
  /** True for the source whose word on who a person is settles a search (client registry, DI Common Service). */
  isIdentityAuthority: z.boolean().default(false),
  /** True for a repository that passes on other custodians' records (DI Common Service). */
  isRepository: z.boolean().default(false),
  /** How a repository names the custodians whose records it passes on: as in InstitutionName, or the organization that performed or keeps. */
  contributors: z.array(z.strictObject({ custodianId: z.string(), names: z.array(z.string().min(1)).min(1) })).default([]),
  /** Grounds on which a consent directive may be overridden here (PHIPA s.55.7). Empty: it cannot be overridden here. */
  overrideGrounds: z.array(z.enum(['express-consent', 'harm-to-patient', 'harm-to-others'])).default(['express-consent', 'harm-to-patient', 'harm-to-others']),
  /** How long an override opens this source. */
  overrideDurationMs: z.int().positive().default(4 * 3_600_000),
  /** Whom an override opens this source to: who made it, or everybody who acts for the same organization. */
  overrideScope: z.enum(['person', 'organization']).default('person'),
  limits: sourceLimitsSchema.prefault({}),
});
export type SourceDefinition = z.infer<typeof sourceDefinitionSchema>;

/** The endpoint that serves a source's pixels, if it has one. */
export function imageEndpointOf(definition: SourceDefinition): DicomwebEndpoint | undefined {
  return definition.images ?? (definition.records.protocol === 'dicomweb' ? definition.records : undefined);
}
