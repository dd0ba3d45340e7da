import { server } from '../../jest.preset.mjs';
// Each file starts a whole stack: database, simulated province, gateway.
export default { ...server, displayName: 'test-gateway-e2e', testTimeout: 90_000 };
