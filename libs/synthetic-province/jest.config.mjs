import { server } from '../../jest.preset.mjs';
export default { ...server, displayName: 'synthetic-province' };
