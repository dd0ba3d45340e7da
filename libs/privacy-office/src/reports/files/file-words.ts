import type { Language } from '../patient-list/patient-sentences.js';
import { ROLES as ENGLISH_ROLES } from '../patient-list/words.en.js';
import { ROLES as FRENCH_ROLES } from '../patient-list/words.fr.js';
import type { ReportKind } from '../side.js';

/** What a printed report says in one language. */
export interface FileWords {
  readonly titles: Readonly<Record<ReportKind | 'both', string>>;
  askedBy(asker: string, organization: string, at: string): string;
  covers(side: string, from: string, until: string, asOf: string): string;
  readonly wholeProvince: string;
  readonly columns: Readonly<Record<PrintedColumn, string>>;
  readonly words: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
  /** What refused, by the policy's word for it. */
  readonly rules: Readonly<Record<string, string>>;
  /** What permitted: what a role may do. */
  permittedTo(role: string): string;
  ends(rows: number): string;
}

/** What fits on a page; the other files have every column. */
export const ACCESS_COLUMNS = ['when', 'who', 'patient', 'where', 'why', 'rule', 'shown', 'marks'] as const;
export const EVENT_COLUMNS = ['when', 'who', 'patient', 'where', 'what', 'why', 'rule', 'shown'] as const;
export type PrintedColumn = (typeof ACCESS_COLUMNS)[number] | (typeof EVENT_COLUMNS)[number];

const moment = { en: new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', dateStyle: 'medium', timeStyle: 'long' }), fr: new Intl.DateTimeFormat('fr-CA', { timeZone: 'America/Toronto', dateStyle: 'medium', timeStyle: 'long' }) };
/** With the zone, because whoever reads it may be elsewhere. */
export const printedTime = (ms: number, language: Language): string => moment[language].format(ms);

export const FILE_WORDS: Readonly<Record<Language, FileWords>> = {
  en: {
    titles: { collections: 'Collections and uses by our people', disclosures: 'Disclosures of our records', both: 'Collections, uses and disclosures' },
    askedBy: (asker, organization, at) => `Asked for by ${asker}, ${organization}, on ${at}`,
    covers: (side, from, until, asOf) => `${side}. Accesses begun from ${from} to ${until}. As of ${asOf}`,
    wholeProvince: 'Whole province',
    columns: { when: 'When', who: 'Who', patient: 'Patient', where: 'Where from', what: 'What', why: 'Why', rule: 'Rule', shown: 'Shown', marks: 'Stands out' },
    words: {
      collection: 'collected', use: 'used', success: 'done', refused: 'refused', failure: 'failed', failed: 'failed', override: 'override', printed: 'printed', exported: 'exported', images: 'images', report: 'report opened', 'search-only': 'search only',
      found: 'relationship found', stated: 'reason stated', missing: 'no relationship', order: 'order', encounter: 'visit', roster: 'roster', launch: 'opened from own chart', share: 'share', 'earlier-reason': 'earlier reason',
      'express-consent': 'express consent', 'harm-to-patient': 'harm to the patient', 'harm-to-others': 'harm to others', TREAT: 'treatment', BTG: 'override', PATRQT: 'patient request', HOPERAT: 'administration',
      'patient-search': 'searched for', 'patient-opened': 'opened', 'records-shown': 'saw the list', 'report-opened': 'opened a record', 'study-launched': 'opened images', 'images-shown': 'saw images', 'launch-ended': 'closed images', 'access-refused': 'was refused',
      'relationship-sought': 'relationship looked for', 'relationship-stated': 'stated a reason', 'override-started': 'began an override', 'override-ended': 'override ended',
      active: 'active', 'on-leave': 'on leave', suspended: 'now suspended', revoked: 'now revoked', requested: 'requested', reviewed: 'reviewed', approved: 'approved', withheld: 'withheld',
    },
    roles: ENGLISH_ROLES,
    permittedTo: (role) => `permitted to the role: ${role}`,
    rules: {
      'user-not-active': 'access of the person was not active', 'user-not-attested': 'access of the person was not attested', 'organization-not-chosen': 'no organization chosen', 'organization-not-active': 'organization was not active',
      'organization-agreement-not-in-force': 'agreement of the organization was not in force', 'user-agreement-not-accepted': 'user agreement was not accepted', 'role-does-not-permit': 'not permitted to the role', 'purpose-does-not-permit': 'not permitted for the purpose',
      'assurance-level-too-low': 'identity was not proven well enough', 'organization-not-viewing': 'organization does not view others’ records', 'not-entitled-to-source': 'not entitled to the source', 'reason-required': 'no relationship, and no reason stated',
      'consent-blocked': 'blocked by the patient', 'consent-blocked-overridable': 'blocked by the patient; an override was possible', 'another-organization': 'of another organization', 'path-not-allowed': 'not a request for images',
      'source-not-connected': 'source was not connected', 'no-live-grant': 'images were not opened, or closed again', 'identity-mismatch': 'images of another patient',
    },
    ends: (rows) => `End. Rows: ${rows}.`,
  },
  fr: {
    titles: { collections: 'Collectes et utilisations par notre personnel', disclosures: 'Divulgations de nos dossiers', both: 'Collectes, utilisations et divulgations' },
    askedBy: (asker, organization, at) => `Demandé par ${asker}, ${organization}, le ${at}`,
    covers: (side, from, until, asOf) => `${side}. Consultations commencées du ${from} au ${until}. État au ${asOf}`,
    wholeProvince: 'Toute la province',
    columns: { when: 'Quand', who: 'Qui', patient: 'Patient', where: 'D’où', what: 'Quoi', why: 'Pourquoi', rule: 'Règle', shown: 'Montré', marks: 'À remarquer' },
    words: {
      collection: 'collecté', use: 'utilisé', success: 'fait', refused: 'refusé', failure: 'échoué', failed: 'échoué', override: 'dérogation', printed: 'imprimé', exported: 'exporté', images: 'images', report: 'compte rendu ouvert', 'search-only': 'recherche seulement',
      found: 'lien trouvé', stated: 'motif déclaré', missing: 'aucun lien', order: 'demande d’examen', encounter: 'visite', roster: 'liste de patients', launch: 'ouvert à partir de son propre dossier', share: 'partage', 'earlier-reason': 'motif antérieur',
      'express-consent': 'consentement exprès', 'harm-to-patient': 'préjudice au patient', 'harm-to-others': 'préjudice à autrui', TREAT: 'traitement', BTG: 'dérogation', PATRQT: 'demande du patient', HOPERAT: 'administration',
      'patient-search': 'a cherché', 'patient-opened': 'a ouvert', 'records-shown': 'a vu la liste', 'report-opened': 'a ouvert un document', 'study-launched': 'a ouvert des images', 'images-shown': 'a vu des images', 'launch-ended': 'a fermé les images', 'access-refused': 'refus',
      'relationship-sought': 'lien recherché', 'relationship-stated': 'a déclaré un motif', 'override-started': 'a commencé une dérogation', 'override-ended': 'fin de la dérogation',
      active: 'actif', 'on-leave': 'en congé', suspended: 'maintenant suspendu', revoked: 'maintenant révoqué', requested: 'demandé', reviewed: 'examiné', approved: 'approuvé', withheld: 'retenus',
    },
    roles: FRENCH_ROLES,
    permittedTo: (role) => `permis au rôle : ${role}`,
    rules: {
      'user-not-active': 'l’accès de la personne n’était pas actif', 'user-not-attested': 'l’accès de la personne n’était pas attesté', 'organization-not-chosen': 'aucune organisation choisie', 'organization-not-active': 'l’organisation n’était pas active',
      'organization-agreement-not-in-force': 'l’entente de l’organisation n’était pas en vigueur', 'user-agreement-not-accepted': 'l’entente d’utilisation n’était pas acceptée', 'role-does-not-permit': 'non permis au rôle', 'purpose-does-not-permit': 'non permis pour cette finalité',
      'assurance-level-too-low': 'identité insuffisamment établie', 'organization-not-viewing': 'l’organisation ne consulte pas les dossiers des autres', 'not-entitled-to-source': 'aucun droit à cette source', 'reason-required': 'aucun lien, et aucun motif déclaré',
      'consent-blocked': 'bloqué par le patient', 'consent-blocked-overridable': 'bloqué par le patient; une dérogation était possible', 'another-organization': 'd’une autre organisation', 'path-not-allowed': 'n’était pas une demande d’images',
      'source-not-connected': 'la source n’était pas reliée', 'no-live-grant': 'images non ouvertes, ou refermées', 'identity-mismatch': 'images d’un autre patient',
    },
    ends: (rows) => `Fin. Lignes : ${rows}.`,
  },
};

const BY_ROLE = 'role:';

/** A rule of the log as people say it; one without words stands as it is, so that nothing is left out. */
export function ruleWords({ rules, roles, permittedTo }: FileWords, rule: string): string {
  if (!rule.startsWith(BY_ROLE)) return rules[rule] ?? rule;
  const role = rule.slice(BY_ROLE.length);
  return permittedTo(roles[role] ?? role);
}
