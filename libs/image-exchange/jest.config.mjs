import { server } from '../../jest.preset.mjs';
export default { ...server, displayName: 'image-exchange' };
