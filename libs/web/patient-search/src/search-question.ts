import { parseHealthNumber, type HealthNumberRefusal } from '@longview/clinical-model';
import type { PatientSearchInput } from '@longview/graphql-client';
import { parseTypedDate } from '@longview/web-design-system';

export type SearchBy = 'number' | 'name' | 'record';

/** What stands in the fields, as typed. */
export interface SearchFields {
  readonly number: string;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly record: string;
  readonly domain: string;
}

export const EMPTY_FIELDS: SearchFields = { number: '', family: '', given: '', birthDate: '', record: '', domain: '' };

export type FieldProblem =
  | { readonly field: 'number'; readonly problem: HealthNumberRefusal['problem'] }
  | { readonly field: 'family' | 'birthDate' | 'record' | 'domain' };

/**
 * Turns the fields into a question, or says in which field the first mistake is. A wrong check digit stops here: no source
 * is asked and nothing leaves the page. Names search with their birth date, record numbers with who issued them.
 */
export function readQuestion(by: SearchBy, fields: SearchFields): { readonly input: PatientSearchInput } | { readonly problem: FieldProblem } {
  switch (by) {
    case 'number': {
      const parsed = parseHealthNumber(fields.number);
      return 'problem' in parsed ? { problem: { field: 'number', problem: parsed.problem } } : { input: { healthNumber: parsed.number } };
    }
    case 'name': {
      const family = fields.family.trim();
      const given = fields.given.trim();
      const birthDate = parseTypedDate(fields.birthDate);
      if (!family) return { problem: { field: 'family' } };
      if (!birthDate) return { problem: { field: 'birthDate' } };
      return { input: { family, birthDate, ...(given && { given }) } };
    }
    case 'record': {
      const localIdentifier = fields.record.trim();
      if (!localIdentifier) return { problem: { field: 'record' } };
      if (!fields.domain) return { problem: { field: 'domain' } };
      return { input: { localIdentifier, identifierSystem: fields.domain } };
    }
  }
}
