import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// Who may import whom: docs/architecture.md. test/architecture holds a red fixture for every line here.
const allow = (type, ...targets) => ({ sourceTag: `type:${type}`, onlyDependOnLibsWithTags: targets.map((target) => `type:${target}`) });
const shipped = ['model', 'port', 'domain', 'guard', 'source', 'search', 'disclosure', 'service', 'config', 'store', 'api', 'util', 'web-feature', 'ui', 'client'];
export const boundaries = [
  allow('model'),
  allow('port', 'model'),
  allow('domain', 'model', 'port'),
  allow('guard', 'model'),
  allow('util'),
  allow('source', 'model', 'port', 'util'),
  allow('config', 'model', 'port', 'util'),
  allow('search', 'model', 'port', 'domain', 'util'),
  allow('disclosure', 'model', 'search', 'guard', 'util'),
  allow('service', 'model', 'disclosure', 'guard', 'util', 'service'),
  allow('store', 'model', 'domain', 'guard', 'util'),
  allow('api', 'model', 'disclosure', 'service', 'util'),
  allow('client'),
  allow('ui', 'model', 'client'),
  allow('web-feature', 'model', 'ui', 'client'),
  allow('app', ...shipped),
  allow('sandbox'),
  allow('testing', ...shipped, 'testing'),
  { sourceTag: 'side:shared', onlyDependOnLibsWithTags: ['side:shared'] },
  { sourceTag: 'side:server', onlyDependOnLibsWithTags: ['side:shared', 'side:server'] },
  { sourceTag: 'side:web', onlyDependOnLibsWithTags: ['side:shared', 'side:web'] },
  // The pure kinds use no npm package but a schema validator.
  ...['model', 'port', 'domain', 'guard'].map((type) => ({ sourceTag: `type:${type}`, allowedExternalImports: ['zod', '@jest/globals', 'fast-check', 'yaml'] })),
  { sourceTag: 'side:web', bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'undici'] },
];

export default tseslint.config(
  { ignores: ['**/dist', '**/generated', '.nx', '.data', '.scratch', 'test/architecture/fixtures'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.jsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: ['../../../tools/**'], depConstraints: boundaries }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': ['error', ...['it', 'test', 'describe'].map((object) => ({ object, property: 'only', message: 'Commit no .only: it hides every other test.' }))],
      'no-console': 'error',
    },
  },
  // A service proves its statements on the real database and the real migrations.
  {
    files: ['**/*.int-spec.ts'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': ['error', { allow: ['../../../tools/**'], depConstraints: boundaries.map((rule) => (rule.sourceTag === 'type:service' ? { ...rule, onlyDependOnLibsWithTags: [...rule.onlyDependOnLibsWithTags, 'type:store'] } : rule)) }] },
  },
  { files: ['tools/**', '**/*.mjs', 'apps/cli/**', 'apps/sandbox/**', 'test/**'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', fetch: 'readonly', performance: 'readonly', AbortSignal: 'readonly' } }, rules: { 'no-console': 'off' } },
);
