/** Everything that lives beside the code, in one run. The suites under test/ have their own configuration each. */
export default { projects: ['<rootDir>/libs/*/jest.config.mjs', '<rootDir>/libs/sources/*/jest.config.mjs', '<rootDir>/libs/web/*/jest.config.mjs', '<rootDir>/apps/*/jest.config.mjs'] };
