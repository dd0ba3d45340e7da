// One Jest setting for every project: native ES modules, TypeScript by swc, workspace packages read from source.
const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
  },
};

const inTestSupport = (file) => new URL(`./test/support/jest/${file}`, import.meta.url).pathname;

/** What `x.int-spec.ts` gets besides: a server for the run and a fresh database for the suite. */
const database = {
  globalSetup: inTestSupport('start-database-server.mjs'),
  globalTeardown: inTestSupport('stop-database-server.mjs'),
  testEnvironment: inTestSupport('database-environment.mjs'),
};

/** Node projects: pure specs beside the code. `LONGVIEW_TEST_KIND=int` selects the ones that need a database. */
export const server = {
  testEnvironment: 'node',
  ...(process.env.LONGVIEW_TEST_KIND === 'int' && database),
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', swc] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@longview/source', 'node', 'node-addons'] },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testMatch: process.env.LONGVIEW_TEST_KIND === 'int' ? ['<rootDir>/src/**/*.int-spec.ts'] : ['<rootDir>/src/**/*.spec.{ts,tsx}'],
};

/** Browser projects: the same in jsdom. */
export const web = {
  ...server,
  testEnvironment: 'jsdom',
  setupFiles: [new URL('./jest.web-setup.mjs', import.meta.url).pathname],
  testEnvironmentOptions: { customExportConditions: ['@longview/source', 'browser', 'node', 'node-addons'] },
  moduleNameMapper: { ...server.moduleNameMapper, '\\.css$': new URL('./jest.web-setup.mjs', import.meta.url).pathname },
};
