import { server } from '../../jest.preset.mjs';
export default { ...server, displayName: 'privacy-office' };
