import type { CapabilityStatement } from 'fhir/r4.js';
import { SERVED_TYPES } from '../fhir/engine.js';
import type { SiteDefinition } from '../generator/site-definition.js';

/** What the site says it can do. */
export function capabilityStatement(site: SiteDefinition, baseUrl: string): CapabilityStatement {
  const { patientSearch, authentication } = site.habits;
  const byPatient = patientSearch === 'chained' ? 'patient.identifier' : 'patient';
  return {
    resourceType: 'CapabilityStatement', status: 'active', date: '2026-01-05', kind: 'instance', fhirVersion: '4.0.1', format: ['application/fhir+json'],
    implementation: { description: `${site.name[site.language]} (simulated)`, url: baseUrl },
    rest: [{
      mode: 'server',
      ...(authentication.startsWith('smart') ? { security: { service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }] } } : {}),
      resource: SERVED_TYPES.map((type) => ({
        type, interaction: [{ code: 'read' as const }, ...(type === 'Binary' ? [] : [{ code: 'search-type' as const }])],
        ...(type === 'Patient' ? { searchParam: ['identifier', 'family', 'given', 'birthdate'].map((name) => ({ name, type: name === 'identifier' ? ('token' as const) : name === 'birthdate' ? ('date' as const) : ('string' as const) })) } : {}),
        ...(['Patient', 'Organization', 'Endpoint', 'Binary'].includes(type) ? {} : { searchParam: [{ name: byPatient, type: byPatient === 'patient' ? ('reference' as const) : ('token' as const) }] }),
      })),
    }],
  };
}
