import type { CodeableConcept, Identifier, Meta, Reference } from 'fhir/r4.js';
import type { Chart, Registration } from '../generator/chart.js';
import { instantOf, isoOf, type LocalTime } from '../generator/local-time.js';
import type { SiteDefinition } from '../generator/site-definition.js';
import { SYSTEM } from './code-systems.js';

/** A dateTime as this site writes it: with the offset of the place, or converted to UTC. */
export function dateTime(time: LocalTime, site: SiteDefinition): string {
  return site.habits.timeStyle === 'utc' ? new Date(instantOf(time)).toISOString().replace('.000Z', 'Z') : isoOf(time);
}

/** First version, changed when the record was: the engine then answers the same bytes after every start. */
export function metaAt(time: LocalTime | string): Meta {
  const instant = typeof time === 'string' ? Date.parse(`${time.slice(0, 10)}T17:00:00Z`) : instantOf(time);
  return { versionId: '1', lastUpdated: new Date(instant).toISOString() };
}

export function patientReference({ patientId }: Registration): Reference {
  return { reference: `Patient/${patientId}` };
}

/** Id of a record at the site: the chart it stands in, then its own. */
export function resourceId(chart: Chart, id: string): string {
  return `${chart.registration.patientId}-${id}`;
}

export function organizationReference(site: SiteDefinition): Reference {
  return { reference: `Organization/${site.id}`, display: site.name[site.language] };
}

/** Older registration systems keep names in capitals and without accents. */
export function writtenName(name: string, site: SiteDefinition): string {
  if (site.habits.nameStyle === 'as-spoken') return name;
  return name.replaceAll('Ł', 'L').replaceAll('ł', 'l').replaceAll('ı', 'i').replaceAll('ø', 'o').replaceAll('Ø', 'O')
    .normalize('NFD').replace(/\p{Mark}/gu, '').toUpperCase();
}

export function typedIdentifier(type: 'MR' | 'JHN' | 'ACSN' | 'PI' | 'FILL', system: string, value: string, assigner?: string): Identifier {
  return { type: { coding: [{ system: SYSTEM.identifierType, code: type }] }, system, value, ...(assigner ? { assigner: { display: assigner } } : {}) };
}

export function concept(system: string, code: string, display: string): CodeableConcept {
  return { coding: [{ system, code, display }], text: display };
}

export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
