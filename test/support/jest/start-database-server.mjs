import { startTestServer } from '../../../tools/test-database.mjs';

/** Jest globalSetup for suites that need a database: one server for the run; the workers inherit its address. */
export default async function startDatabaseServer() {
  const server = await startTestServer();
  globalThis.stopLongviewTestServer = server.stop;
  process.env.LONGVIEW_TEST_OWNER_URL = server.ownerUrl;
  process.env.LONGVIEW_TEST_RUNTIME_URL = server.runtimeUrl;
}
