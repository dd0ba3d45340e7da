export { createFhirConnector, type FhirConnectorDeps } from './fhir-connector.js';
