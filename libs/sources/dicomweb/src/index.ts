export { createDicomwebConnector } from './dicomweb-connector.js';
export { createImageConnector } from './image-connector.js';
export type { DicomwebDeps } from './qido-client.js';
