import { TestEnvironment } from 'jest-environment-node';
import { createTestDatabase, startTestServer } from '../../../tools/test-database.mjs';

/**
 * An empty database for each suite, told by TEST_DATABASE_OWNER_URL and TEST_DATABASE_RUNTIME_URL. By environment and not
 * by import: the libraries that stand below the testing libraries could not import them without going in a circle.
 */
export default class DatabaseEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.database = await createTestDatabase(await startTestServer());
    this.global.process.env.TEST_DATABASE_OWNER_URL = this.database.ownerUrl;
    this.global.process.env.TEST_DATABASE_RUNTIME_URL = this.database.runtimeUrl;
  }

  async teardown() {
    await this.database?.drop();
    await super.teardown();
  }
}
