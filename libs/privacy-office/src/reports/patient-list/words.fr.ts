import type { RecordKind, RelationshipKind } from '@longview/clinical-model';
import type { Looked, Words } from './words.js';

const KINDS: Readonly<Record<RecordKind, readonly [one: string, many: string]>> = {
  'imaging-study': ['examen d’imagerie', 'examens d’imagerie'], report: ['compte rendu', 'comptes rendus'], document: ['document', 'documents'], visit: ['visite', 'visites'], lab: ['résultat de laboratoire', 'résultats de laboratoire'],
  medication: ['médicament', 'médicaments'], allergy: ['allergie', 'allergies'], condition: ['problème de santé', 'problèmes de santé'],
};
/** Roles as people outside of the log call them. */
export const ROLES: Readonly<Record<string, string>> = {
  physician: 'médecin', nurse: 'personnel infirmier', 'allied-health': 'autre professionnel de la santé', clerk: 'personnel de bureau', 'pacs-administrator': 'administration du système d’imagerie', 'privacy-contact': 'personne-ressource en protection de la vie privée', 'privacy-auditor': 'vérification de la protection de la vie privée',
  'program-office': 'bureau de programme', 'local-registration-authority': 'autorité d’inscription', 'legal-signing-authority': 'signataire autorisé', 'security-contact': 'personne-ressource en sécurité',
};
const RELATIONSHIPS: Readonly<Record<RelationshipKind, string>> = {
  order: 'Cette personne avait demandé un examen pour vous.', encounter: 'Vous aviez eu une visite ou un examen dans son organisation.', roster: 'Vous êtes sur la liste des patients de son cabinet.',
  launch: 'Elle l’a ouvert à partir de votre dossier dans son propre système.', share: 'Il lui avait été communiqué.', 'earlier-reason': 'Elle avait donné un motif peu de temps auparavant.',
};
const GROUNDS: Readonly<Record<string, string>> = {
  'express-consent': 'vous-même, ou la personne qui décide pour vous, aviez donné un consentement exprès',
  'harm-to-patient': 'il y avait un risque considérable que vous subissiez une blessure grave, et votre consentement ne pouvait être obtenu à temps',
  'harm-to-others': 'il y avait un risque considérable qu’une autre personne ou un groupe de personnes subisse une blessure grave',
};

const moment = new Intl.DateTimeFormat('fr-CA', { timeZone: 'America/Toronto', dateStyle: 'long', timeStyle: 'short' });
const list = new Intl.ListFormat('fr', { type: 'conjunction' });
const held = (from: readonly string[]): string => (from.length === 0 ? '' : ` (détenteur : ${from.join(' ; ')})`);
const inBrackets = (parts: readonly string[]): string => (parts.length === 0 ? '' : ` (${parts.join(', ')})`);
const counted = (kind: RecordKind, count: number): string => `${count} ${KINDS[kind][count === 1 ? 0 : 1]}`;

export const french: Words = {
  when: (atMs) => moment.format(atMs),
  who: (name, roles, organization) => `${name || 'une personne dont le nom n’a pas été consigné'}${inBrackets([...roles.map((role) => ROLES[role] ?? role), ...(organization === undefined ? [] : [organization])])}`,
  opening: (when, who, looked) => `Le ${when}, ${who} ${didWhat(looked)}.`,
  looked: ({ list: shown, read, images, isPrinted, isExported, refused }) => [
    ...(shown ? [`Cette personne a vu une liste de vos renseignements${shown.kinds.length > 0 ? ` : ${list.format(shown.kinds.map((kind) => KINDS[kind][1]))}` : ''}${held(shown.from)}.`] : []),
    ...read.map(({ kind, count, from }) => `Elle a ouvert et lu ${counted(kind, count)}${held(from)}.`),
    ...(images ? [`Elle a regardé les images de ${counted('imaging-study', images.count)}${held(images.from)}.`] : []),
    ...(isPrinted ? ['Elle a imprimé quelque chose de votre dossier.'] : []),
    ...(isExported ? ['Elle a enregistré quelque chose de votre dossier dans un fichier.'] : []),
    ...(refused === 'no-connection' ? ['Le système a refusé de montrer quelque chose, car rien ne liait alors cette personne à vos soins. Ce qui a été refusé n’a pas été montré.'] : []),
    ...(refused === 'not-allowed' ? ['Le système a refusé de montrer quelque chose, car cette personne n’était pas autorisée à le voir. Ce qui a été refusé n’a pas été montré.'] : []),
  ],
  because(because) {
    switch (because.kind) {
      case 'relationship': return [RELATIONSHIPS[because.relationship as RelationshipKind] ?? 'Le système a trouvé un lien avec vos soins.'];
      case 'stated': return [`Le motif donné : ${because.reason}.`];
      case 'missing': return ['Le système n’a trouvé aucun lien avec vos soins, et aucun motif n’a été donné.'];
      case 'none': return [];
    }
  },
  override: (ground) => `Vous aviez restreint l’accès à des renseignements vous concernant, et cette personne a dérogé à la restriction. La loi ne le permet que pour certains motifs${ground !== undefined && GROUNDS[ground] ? `. Le motif déclaré : ${GROUNDS[ground]}` : ''}. Chaque dérogation est consignée et vous avez le droit d’en être informé.`,
  heading: (patientName) => `Qui a consulté votre dossier de santé : ${patientName}`,
  introduction: ({ organization, asker, at, from, until, asOf, isWholeProvince }) => [
    `Préparé par ${asker}, ${organization}, le ${at}. Période du ${from} au ${until}, avec tout ce qui a été consigné jusqu’au ${asOf}.`,
    isWholeProvince ? 'La liste nomme toutes les personnes qui ont consulté votre dossier au moyen de ce système.' : `La liste nomme les personnes de l’organisation suivante qui ont consulté votre dossier au moyen de ce système : ${organization}. Elle nomme aussi les personnes d’autres organisations qui ont consulté ce que celle-ci détient à votre sujet. Les autres organisations peuvent vous remettre leur propre liste.`,
    'Si vous ne comprenez pas pourquoi une personne a consulté votre dossier, veuillez nous le demander. Vous pouvez aussi porter plainte au Commissaire à l’information et à la protection de la vie privée de l’Ontario.',
  ],
  nothing: 'Personne n’a consulté votre dossier durant cette période.',
  notWhole: 'Il y en a plus que cette liste n’en contient : demandez une période plus courte.',
  columns: ['Quand', 'Ce qui s’est passé'],
};

function didWhat({ isSearchOnly, isIdentityShown, list: shown, read, images, isOpened }: Looked): string {
  if (isSearchOnly) return isIdentityShown ? 'vous a cherché et a vu votre nom, votre date de naissance ou d’autres renseignements qui vous identifient, sans ouvrir votre dossier' : 'vous a cherché sans ouvrir votre dossier';
  if (!shown && read.length === 0 && !images) return isOpened ? 'a ouvert votre dossier' : 'a demandé à voir votre dossier';
  return 'a consulté votre dossier';
}
