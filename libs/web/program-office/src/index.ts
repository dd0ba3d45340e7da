import './words.js';

export { OfficesBanner } from './offices-banner.js';
export { OfficesPages, OrganizationsPages, ProvincePages } from './program-office-pages.js';
