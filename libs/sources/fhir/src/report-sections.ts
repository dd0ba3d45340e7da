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
export function splitIntoSections(text: string): ReportSection[] {
  const sections: ReportSection[] = [];
  let current: { readonly role: Role; readonly heading: string; readonly rest: string } = { role: 'other', heading: '', rest: '' };
  let bodyFrom = 0;
  const finish = (end: number): void => {
    const body = text.slice(bodyFrom, Math.max(bodyFrom, end)).trim();
    const whole = current.rest && body ? `${current.rest}\n${body}` : current.rest || body;
    if (whole !== '' || current.heading !== '') sections.push({ role: current.role, heading: current.heading, text: whole });
  };
  for (let from = 0; from <= text.length; ) {
    const lineBreak = text.indexOf('\n', from);
    const to = lineBreak < 0 ? text.length : lineBreak;
    const heading = readHeading(text, from, to);
    if (heading) {
      finish(from - 1);
      current = heading;
      bodyFrom = to + 1;
    }
    from = to + 1;
  }
  finish(text.length);
  return sections;
}

/** A heading stands alone on its line, or at its start before a colon; `**` and `#` around it are decoration. */
function readHeading(text: string, from: number, to: number): { role: Role; heading: string; rest: string } | undefined {
  let start = from;
  while (start < to && DECORATION.includes(text[start]!)) start++;
  if (start === to) return undefined;
  const colon = text.slice(start, Math.min(to, start + MAX_HEADING_LENGTH + 1)).indexOf(':');
  if (colon >= 0) {
    const heading = trimDecoration(text.slice(start, start + colon));
    const role = roleOf(heading);
    return role && { role, heading, rest: text.slice(start + colon + 1, to).replace(/^[\s*_]+/, '').trimEnd() };
  }
  if (to - start > MAX_HEADING_LENGTH) return undefined;
  const heading = trimDecoration(text.slice(start, to));
  const role = roleOf(heading);
  // Alone on its line a word such as "report" is a heading only when it is written like one.
  return role && (start > from || /^\p{Lu}/u.test(heading)) ? { role, heading, rest: '' } : undefined;
}

const DECORATION = ' \t#*_=-';

function trimDecoration(text: string): string {
  let end = text.length;
  while (end > 0 && DECORATION.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

function roleOf(heading: string): Role | undefined {
  // Sentences end in a full stop, headings do not.
  if (heading === '' || heading.endsWith('.')) return undefined;
  const lower = heading.toLowerCase();
  const known = ROLE_OF.get(lower);
  if (known) return known;
  // Most lines hold no accent and need no folding.
  const plain = isPlain(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").replace(/\s+/g, ' ');
  // "Addendum 2 (2026-03-01)", "ADDENDUM #1": numbers and dates behind the word are part of the heading.
  return ROLE_OF.get(plain) ?? (/^(addendum|addenda|ajout)\b[\s\d#()./,-]*$/.test(plain) ? 'addendum' : undefined);
}

function isPlain(text: string): boolean {
  return /^[a-z0-9 #()./,'-]*$/.test(text);
}
