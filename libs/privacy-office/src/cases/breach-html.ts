import { FILE_WORDS, printedTime } from '../reports/files/file-words.js';
import { CATEGORY_WORDS, CIRCUMSTANCE_WORDS, STEP_WORDS } from './letters/breach-words.js';
import type { LetterLanguage } from './letters/letter-templates.js';
import type { BreachRecord } from './breach-package.js';

const WORDS = {
  en: {
    title: 'Breach of personal health information', lead: 'For the Information and Privacy Commissioner of Ontario (PHIPA, s. 12 (3); O. Reg. 329/04, s. 6.3). Names no individual to whom the information relates.',
    custodian: 'Health information custodian', reference: 'Reference', category: 'Kind of breach', discovered: 'Discovered on', agent: 'Person whose access it was', affected: 'Individuals affected', patientsTold: 'Individuals notified on', commissionerTold: 'Commissioner notified on', notYet: 'not yet',
    circumstances: 'Circumstances, O. Reg. 329/04, s. 6.3 (1)', circumstance: 'Circumstance', applies: 'Applies', reason: 'Reason', yes: 'Yes', no: 'No', facts: 'Facts', containment: 'Containment', prevention: 'Steps to prevent recurrence',
    extract: 'Extract of the electronic audit log', extractLead: 'Each event is proven to be part of the signed log; the proofs are in the same archive.', event: 'Event', at: 'Time', action: 'Action', by: 'By', whose: 'Individual', proven: 'Proven by the head of', chronology: 'Steps of the case', taken: 'Taken on {at} by {by}',
  },
  fr: {
    title: 'Atteinte à la vie privée en matière de santé', lead: 'Pour le Commissaire à l’information et à la protection de la vie privée de l’Ontario (LPRPS, par. 12 (3); Règl. de l’Ont. 329/04, art. 6.3). Ne nomme aucun particulier que les renseignements concernent.',
    custodian: 'Dépositaire de renseignements sur la santé', reference: 'Numéro de dossier', category: 'Nature de l’atteinte', discovered: 'Date de la découverte', agent: 'Personne dont il s’agit de l’accès', affected: 'Particuliers touchés', patientsTold: 'Particuliers avisés le', commissionerTold: 'Commissaire avisé le', notYet: 'pas encore',
    circumstances: 'Circonstances, Règl. de l’Ont. 329/04, par. 6.3 (1)', circumstance: 'Circonstance', applies: 'S’applique', reason: 'Motif', yes: 'Oui', no: 'Non', facts: 'Faits', containment: 'Mesures prises pour limiter l’atteinte', prevention: 'Mesures de prévention',
    extract: 'Extrait du journal électronique des accès', extractLead: 'Il est prouvé que chaque événement fait partie du journal signé; les preuves se trouvent dans la même archive.', event: 'Événement', at: 'Heure', action: 'Action', by: 'Par', whose: 'Particulier', proven: 'Prouvé par la signature du', chronology: 'Étapes du dossier', taken: 'Établi le {at} par {by}',
  },
} as const;

/** The package as a whole document, to be printed as it is: no script, nothing from elsewhere. Pure. */
export function breachHtml(record: BreachRecord, language: LetterLanguage): string {
  const words = WORDS[language];
  const { breach, custodian, events } = record;
  const time = (at: string): string => printedTime(Date.parse(at), language);
  const list = (rows: readonly (readonly [string, string])[]): string => `<dl>${rows.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    `<table><thead><tr>${head.map((name) => `<th scope="col">${escape(name)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escape(words.title)} ${escape(record.reference)}</title>
<style>body{font:11pt/1.45 "Noto Sans",sans-serif;color:#1a1a1a;max-width:190mm;margin:0 auto;padding:10mm}h1{font-size:17pt}h2{font-size:13pt;margin-top:8mm;break-after:avoid}dl{display:grid;grid-template-columns:max-content 1fr;gap:1mm 6mm}dt{color:#4d4d4d}dd{margin:0}table{border-collapse:collapse;width:100%}th,td{border:1px solid #8c8c8c;padding:1mm 2mm;text-align:left;vertical-align:top;overflow-wrap:break-word;hyphens:auto}tr{break-inside:avoid}p.text{white-space:pre-wrap}@page{margin:15mm}</style></head><body>
<h1>${escape(words.title)}</h1>
<p>${escape(words.lead)}</p>
${list([
    [words.custodian, custodian.name[language]], [words.reference, record.reference], [words.category, CATEGORY_WORDS[language][breach.category]], [words.discovered, breach.discoveredOn], [words.agent, record.agentName], [words.affected, String(breach.affectedCount)],
    [words.patientsTold, breach.patientsNotifiedOn ?? words.notYet], [words.commissionerTold, breach.commissionerNotifiedOn ?? words.notYet],
  ])}
<h2>${escape(words.circumstances)}</h2>
${table([words.circumstance, words.applies, words.reason], breach.circumstances.map(({ circumstance, applies, reason }) => [CIRCUMSTANCE_WORDS[language][circumstance], applies ? words.yes : words.no, reason]))}
<h2>${escape(words.facts)}</h2><p class="text">${escape(breach.facts)}</p>
<h2>${escape(words.containment)}</h2><p class="text">${escape(breach.containment)}</p>
${breach.prevention === '' ? '' : `<h2>${escape(words.prevention)}</h2><p class="text">${escape(breach.prevention)}</p>`}
<h2>${escape(words.extract)}</h2><p>${escape(words.extractLead)}</p>
${table([words.event, words.at, words.action, words.by, words.whose, words.proven], events.map(({ id, occurredAt, action, userName, organizationId, individual, provenAt }) => [id, time(occurredAt), FILE_WORDS[language].words[action] ?? action, organizationId === undefined ? userName : `${userName} (${organizationId})`, individual === undefined ? '' : String(individual), provenAt === '' ? '' : time(provenAt)]))}
<h2>${escape(words.chronology)}</h2>
${table([words.at, words.action], record.steps.map(({ at, change }) => [time(at), STEP_WORDS[language][change]]))}
<p>${escape(words.taken.replace('{at}', time(record.takenAt)).replace('{by}', record.takenBy))}</p>
</body></html>
`;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
