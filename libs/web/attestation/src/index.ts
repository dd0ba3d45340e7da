import './words.js';

export { AttestationPages } from './attestation-pages.js';
