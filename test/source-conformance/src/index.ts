export { describeConnector } from './describe-connector.js';
export { callFor, connectorDeps, isSameNumber, openImages, openRecords, sourceAt, type ConformancePeer, type ConnectorHarness } from './harness.js';
