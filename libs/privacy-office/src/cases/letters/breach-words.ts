import type { BreachCategory, BreachCircumstance, CaseChange } from '../case-words.js';
import type { LetterLanguage } from './letter-templates.js';

type InBoth<Key extends string> = Readonly<Record<LetterLanguage, Readonly<Record<Key, string>>>>;

/** As the annual statistics of the Commissioner call them, O. Reg. 329/04 s. 6.4 (1). */
export const CATEGORY_WORDS: InBoth<BreachCategory> = {
  en: {
    stolen: 'personal health information was stolen', lost: 'personal health information was lost', 'used-without-authority': 'personal health information was used without authority',
    'disclosed-without-authority': 'personal health information was disclosed without authority', 'collected-without-authority': 'personal health information was collected without authority by means of the electronic health record',
  },
  fr: {
    stolen: 'des renseignements personnels sur la santé ont été volés', lost: 'des renseignements personnels sur la santé ont été perdus', 'used-without-authority': 'des renseignements personnels sur la santé ont été utilisés sans autorisation',
    'disclosed-without-authority': 'des renseignements personnels sur la santé ont été divulgués sans autorisation', 'collected-without-authority': 'des renseignements personnels sur la santé ont été recueillis sans autorisation au moyen du dossier de santé électronique',
  },
};

/** The seven circumstances of O. Reg. 329/04 s. 6.3 (1), in short. The regulation's own text is what counts. */
export const CIRCUMSTANCE_WORDS: InBoth<BreachCircumstance> = {
  en: {
    'knowing-use-or-disclosure': 'the information was used or disclosed without authority by a person who knew or ought to have known that they had none (paragraph 1)',
    stolen: 'the information was stolen (paragraph 2)',
    'further-use-or-disclosure': 'after an initial loss or unauthorized use or disclosure, the information was or will be further used or disclosed without authority (paragraph 3)',
    pattern: 'it is part of a pattern of similar losses or unauthorized uses or disclosures (paragraph 4)',
    'college-notice': 'a health regulatory college must be given notice about a member (paragraph 5)',
    'equivalent-notice': 'a college would have to be given notice if the agent were its member (paragraph 6)',
    significant: 'the loss or unauthorized use or disclosure is significant in all the circumstances: sensitivity, volume, number of individuals, number of custodians or agents responsible (paragraph 7)',
  },
  fr: {
    'knowing-use-or-disclosure': 'les renseignements ont été utilisés ou divulgués sans autorisation par une personne qui savait ou aurait dû savoir qu’elle n’y était pas autorisée (disposition 1)',
    stolen: 'les renseignements ont été volés (disposition 2)',
    'further-use-or-disclosure': 'après une première perte, utilisation ou divulgation non autorisée, les renseignements ont été ou seront de nouveau utilisés ou divulgués sans autorisation (disposition 3)',
    pattern: 'l’incident fait partie d’un ensemble de pertes ou d’utilisations ou de divulgations non autorisées semblables (disposition 4)',
    'college-notice': 'un ordre de réglementation d’une profession de la santé doit être avisé au sujet d’un membre (disposition 5)',
    'equivalent-notice': 'un ordre devrait être avisé si le mandataire en était membre (disposition 6)',
    significant: 'la perte, l’utilisation ou la divulgation non autorisée est importante compte tenu de toutes les circonstances : caractère délicat, volume, nombre de particuliers, nombre de dépositaires ou de mandataires responsables (disposition 7)',
  },
};

/** The steps of a case, as its chronology says them. */
export const STEP_WORDS: InBoth<CaseChange> = {
  en: {
    'case-opened': 'Case opened', 'case-taken': 'Case taken', 'case-assigned': 'Given to somebody else', 'due-set': 'Day to be done by set', 'case-noted': 'Note added', 'accesses-attached': 'Events of the log attached', 'user-asked': 'The person was asked',
    'question-answered': 'The person answered', 'case-explained': 'Found to be explained', 'case-confirmed': 'Found to be a breach', 'breach-assessed': 'Circumstances and facts written down', 'case-reported': 'Those to be told were told', 'case-closed': 'Closed', 'case-reopened': 'Reopened', 'letter-issued': 'Letter issued',
  },
  fr: {
    'case-opened': 'Dossier ouvert', 'case-taken': 'Dossier pris en charge', 'case-assigned': 'Dossier confié à une autre personne', 'due-set': 'Échéance fixée', 'case-noted': 'Note ajoutée', 'accesses-attached': 'Événements du journal joints', 'user-asked': 'Question posée à la personne',
    'question-answered': 'Réponse de la personne', 'case-explained': 'Accès jugé justifié', 'case-confirmed': 'Atteinte constatée', 'breach-assessed': 'Circonstances et faits consignés', 'case-reported': 'Personnes et organismes concernés avisés', 'case-closed': 'Dossier fermé', 'case-reopened': 'Dossier rouvert', 'letter-issued': 'Lettre émise',
  },
};
