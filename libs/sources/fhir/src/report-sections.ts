import type { ReportSection } from '@longview/clinical-model';

type Role = ReportSection['role'];

/**
 * Headings of radiology, laboratory and cardiology reports in English and French, as sites write them. Compared without
 * accents and in lower case; what stands behind a heading on its line belongs to its text.
 */
const HEADINGS: Readonly<Record<Exclude<Role, 'other'>, readonly string[]>> = {
  indication: [
    'indication', 'indications', 'clinical indication', 'clinical indications', 'clinical history', 'clinical information', 'history', 'reason for exam', 'reason for examination', 'reason for study', 'reason for test', 'relevant history',
    'clinical data', 'renseignements cliniques', 'renseignement clinique', 'indication clinique', 'antecedents', 'histoire clinique', 'contexte clinique', 'information clinique', 'informations cliniques', 'motif', "motif de l'examen", 'raison de l\'examen',
  ],
  comparison: ['comparison', 'comparisons', 'comparison studies', 'prior studies', 'comparaison', 'comparaisons', 'examen comparatif', 'examens anterieurs', 'etude comparative', 'examens de comparaison'],
  technique: ['technique', 'techniques', 'procedure', 'protocol', 'method', 'methods', 'exam technique', 'description of procedure', 'protocole', 'methode', 'technique d\'examen', 'description de la technique'],
  findings: ['finding', 'findings', 'results', 'result', 'report', 'description', 'observations', 'interpretation', 'microscopic description', 'constatation', 'constatations', 'resultat', 'resultats', 'observation', 'compte rendu', 'rapport', 'description des constatations', 'trouvailles'],
  impression: ['impression', 'impressions', 'conclusion', 'conclusions', 'opinion', 'summary', 'final diagnosis', 'diagnosis', 'diagnostic', 'diagnostic impression', 'assessment', 'impression diagnostique', 'sommaire', 'avis'],
  addendum: ['addendum', 'addenda', 'addendum report', 'supplement', 'amendment', 'note supplementaire', 'ajout', 'rapport complementaire', 'complement'],
};
const OTHER_HEADINGS: readonly string[] = ['recommendation', 'recommendations', 'recommandation', 'recommandations', 'comment', 'comments', 'commentaire', 'commentaires', 'examination', 'exam', 'examen', 'contrast', 'contraste', 'critical results', 'dictated by', 'dicte par', 'signed by', 'signe par', 'limitations', 'limites'];

const ROLE_OF = new Map<string, Role>([
  ...Object.entries(HEADINGS).flatMap(([role, headings]) => headings.map((heading): [string, Role] => [heading, role as Role])),
  ...OTHER_HEADINGS.map((heading): [string, Role] => [heading, 'other']),
]);
const MAX_HEADING_LENGTH = 48;

/**
 * Parts of a report by the headings in its text, in the order they were written. No word is lost: what stands before
 * the first heading is a part without one. A text without headings is one part.
 */
export function splitIntoSections(text: string): readonly ReportSection[] {
  const sections: { role: Role; heading: string; lines: string[] }[] = [{ role: 'other', heading: '', lines: [] }];
  for (const line of text.split('\n')) {
    const found = readHeading(line);
    if (found) sections.push({ role: found.role, heading: found.heading, lines: found.rest ? [found.rest] : [] });
    else sections.at(-1)!.lines.push(line);
  }
  return sections
    .map(({ role, heading, lines }) => ({ role, heading, text: lines.join('\n').trim() }))
    .filter(({ heading, text: body }) => heading !== '' || body !== '');
}

/** A heading stands alone on its line, or at its start before a colon; `**` and `#` around it are decoration. */
function readHeading(line: string): { role: Role; heading: string; rest: string } | undefined {
  const start = line.search(/[^\s#*_=-]/);
  if (start < 0) return undefined;
  const colon = line.indexOf(':', start);
  if (colon >= 0 && colon - start <= MAX_HEADING_LENGTH) {
    const heading = trimDecoration(line.slice(start, colon));
    const role = roleOf(heading);
    if (role) return { role, heading, rest: line.slice(colon + 1).replace(/^[\s*_]+/, '').trimEnd() };
  }
  if (line.length - start > MAX_HEADING_LENGTH) return undefined;
  const heading = trimDecoration(line.slice(start));
  const role = colon < 0 ? roleOf(heading) : undefined;
  // Alone on its line a word such as "Report" is a heading only when it looks like one.
  return role && (start > 0 || heading === heading.toUpperCase() || /^\p{Lu}/u.test(heading)) ? { role, heading, rest: '' } : undefined;
}

function trimDecoration(text: string): string {
  return text.replace(/[\s#*_=-]+$/, '').trimStart();
}

function roleOf(heading: string): Role | undefined {
  const plain = heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ').trim();
  // "Addendum 2 (2026-03-01)", "ADDENDUM #1": numbers and dates behind the word are part of the heading.
  return ROLE_OF.get(plain) ?? (/^(addendum|addenda|ajout)\b[\s\d#()./,-]*$/.test(plain) ? 'addendum' : undefined);
}
