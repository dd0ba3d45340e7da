import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedCopies } from './compressed-copies.js';

/** Where `npm run dev` finds the gateway; the portal's own server hands these paths on. */
const gateway = process.env['LONGVIEW_GATEWAY'] ?? 'http://127.0.0.1:4200';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressedCopies()],
  resolve: { conditions: ['@longview/source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', port: 4300, strictPort: true, proxy: Object.fromEntries(['/graphql', '/auth', '/viewer', '/dicom-web'].map((path) => [path, gateway])) },
  build: {
    outDir: 'dist/site',
    target: 'es2023',
    // Data addresses would need a wider content policy than the page has.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
  },
});
