const parameter = (name: string, type: string, documentation?: string) => ({ name, type, ...(documentation && { documentation }) });

/** @see https://hl7.org/fhir/R4/capabilitystatement.html */
export function capabilityStatement(baseUrl: string): object {
  return {
    resourceType: 'CapabilityStatement', status: 'active', date: '2026-11-22', kind: 'instance', fhirVersion: '4.0.1', format: ['application/fhir+json'],
    software: { name: 'Longview' }, implementation: { description: 'The access log, for systems of participants (IHE ATNA ITI-81)', url: baseUrl },
    rest: [{
      mode: 'server',
      security: { service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }], description: 'SMART Backend Services; each organization reads its own side of the log.' },
      resource: [{
        type: 'AuditEvent', profile: 'http://hl7.org/fhir/StructureDefinition/AuditEvent',
        interaction: [{ code: 'read' }, { code: 'search-type' }],
        searchParam: [
          parameter('date', 'date', 'Needed, with a beginning. At most 31 days unless patient or agent is named.'), parameter('_lastUpdated', 'date'),
          parameter('patient.identifier', 'token', 'By POST only.'), parameter('agent.identifier', 'token'), parameter('entity.identifier', 'token'), parameter('entity-type', 'token'), parameter('entity-role', 'token'),
          parameter('type', 'token'), parameter('subtype', 'token'), parameter('action', 'token'), parameter('outcome', 'token'), parameter('address', 'string'),
        ],
      }],
    }],
  };
}

/** @see https://hl7.org/fhir/smart-app-launch/conformance.html */
export function smartConfiguration(tokenUrl: string, scopes: readonly string[]): object {
  return {
    token_endpoint: tokenUrl, grant_types_supported: ['client_credentials'], token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384', 'RS256', 'ES256', 'EdDSA'], scopes_supported: scopes, capabilities: ['client-confidential-asymmetric', 'permission-v2'],
  };
}
