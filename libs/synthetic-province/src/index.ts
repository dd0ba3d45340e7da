export * from './generate-province.js';
export { PROVINCE_USERS, SECTORS, type SectorSize } from './sectors.js';
