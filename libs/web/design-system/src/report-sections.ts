import type { ReportPartsFragment } from '@longview/graphql-client';

type Section = ReportPartsFragment['sections'][number];

/** What a reader with little time needs first: what was added last, then the impression, then the rest as it was written. */
export function inReadingOrder(sections: readonly Section[]): readonly Section[] {
  const first = (section: Section): number => (section.role === 'addendum' ? 0 : section.role === 'impression' ? 1 : 2);
  return sections.map((section, i) => ({ section, i })).sort((a, b) => first(a.section) - first(b.section) || a.i - b.i).map(({ section }) => section);
}
