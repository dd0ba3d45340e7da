import './words.js';

export { RegistrationPages } from './registration-pages.js';
