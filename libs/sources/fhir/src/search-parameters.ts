declare const encoded: unique symbol;
/** Text as it may stand in a query. */
export type QueryText = string & { readonly [encoded]: true };

export type SearchParameters = readonly (readonly [name: string, value: QueryText])[];

export function queryText(text: string): QueryText {
  return encodeURIComponent(text) as QueryText;
}

/** Several values, any of which will do (FHIR R4 §3.1.1.4.4 writes the comma bare; what is posted as a form has it encoded). */
export function anyOf(values: readonly QueryText[]): QueryText {
  return values.join('%2C') as QueryText;
}
