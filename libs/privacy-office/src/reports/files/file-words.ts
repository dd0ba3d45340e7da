import type { Language } from '../patient-list/patient-sentences.js';
import type { ReportKind } from '../side.js';

/** What a printed report says in one language. */
export interface FileWords {
  readonly titles: Readonly<Record<ReportKind | 'both', string>>;
  askedBy(asker: string, organization: string, at: string): string;
  covers(side: string, from: string, until: string, asOf: string): string;
  readonly wholeProvince: string;
  readonly columns: Readonly<Record<PrintedColumn, string>>;
  readonly words: Readonly<Record<string, string>>;
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
      'express-consent': 'express consent', 'harm-to-patient': 'harm to the patient', 'harm-to-others': 'harm to others', TREAT: 'treatment', BTG: 'override', PATRQT: 'patient request',
      'patient-search': 'searched for', 'patient-opened': 'opened', 'records-shown': 'saw the list', 'report-opened': 'opened a record', 'study-launched': 'opened images', 'images-shown': 'saw images', 'launch-ended': 'closed images', 'access-refused': 'was refused',
      'relationship-sought': 'relationship looked for', 'relationship-stated': 'stated a reason', 'override-started': 'began an override', 'override-ended': 'override ended',
      active: 'active', 'on-leave': 'on leave', suspended: 'now suspended', revoked: 'now revoked', requested: 'requested', reviewed: 'reviewed', approved: 'approved', withheld: 'withheld',
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
      'express-consent': 'consentement exprès', 'harm-to-patient': 'préjudice au patient', 'harm-to-others': 'préjudice à autrui', TREAT: 'traitement', BTG: 'dérogation', PATRQT: 'demande du patient',
      'patient-search': 'a cherché', 'patient-opened': 'a ouvert', 'records-shown': 'a vu la liste', 'report-opened': 'a ouvert un document', 'study-launched': 'a ouvert des images', 'images-shown': 'a vu des images', 'launch-ended': 'a fermé les images', 'access-refused': 'refus',
      'relationship-sought': 'lien recherché', 'relationship-stated': 'a déclaré un motif', 'override-started': 'a commencé une dérogation', 'override-ended': 'fin de la dérogation',
      active: 'actif', 'on-leave': 'en congé', suspended: 'maintenant suspendu', revoked: 'maintenant révoqué', requested: 'demandé', reviewed: 'examiné', approved: 'approuvé', withheld: 'retenus',
    },
    ends: (rows) => `Fin. Lignes : ${rows}.`,
  },
};
