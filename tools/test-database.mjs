// Databases for tests: one server for a whole run, one fresh database for each suite.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';

const FOLDER = 'longview-test-postgres-';
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * The server that this run's tests use: the one that a parent process already started, the one `TEST_DATABASE_URL`
 * names (a role that may create databases and roles), or an embedded one without durability.
 */
export async function startTestServer() {
  const { LONGVIEW_TEST_OWNER_URL: ownerUrl, LONGVIEW_TEST_RUNTIME_URL: runtimeUrl, TEST_DATABASE_URL: given } = process.env;
  if (ownerUrl && runtimeUrl) return { ownerUrl, runtimeUrl, stop: async () => {} };
  return given ? useGivenServer(given) : startOwnServer();
}

async function startOwnServer() {
  await removeLeftovers();
  const dataFolder = path.join(os.tmpdir(), `${FOLDER}${process.pid}`);
  const server = await startEmbeddedPostgres({ dataFolder, fast: true });
  const stop = async () => {
    await server.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  };
  return { ownerUrl: server.ownerUrl, runtimeUrl: server.runtimeUrl, stop };
}

/** A run that was killed leaves its server behind; the next one stops it. */
async function removeLeftovers() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(FOLDER))) {
    const dataFolder = path.join(os.tmpdir(), name);
    if (isAlive(Number(name.slice(FOLDER.length))) || fs.statSync(dataFolder, { throwIfNoEntry: false })?.uid !== (process.getuid?.() ?? 0)) continue;
    const leftover = await startEmbeddedPostgres({ dataFolder, fast: true }).catch(() => undefined);
    await leftover?.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function useGivenServer(ownerUrl) {
  const role = `longview_test_${crypto.randomBytes(6).toString('hex')}`;
  const password = crypto.randomBytes(24).toString('base64url');
  await execute(ownerUrl, `create role ${role} login nosuperuser nocreatedb nocreaterole password '${password}'; grant ${role} to current_user`);
  const runtimeUrl = new URL(ownerUrl);
  runtimeUrl.username = role;
  runtimeUrl.password = password;
  return { ownerUrl, runtimeUrl: runtimeUrl.href, stop: () => execute(ownerUrl, `drop role ${role}`) };
}

/** An empty database on `server` for one suite: `drop` removes it and ends whatever is still connected to it. */
export async function createTestDatabase(server) {
  const name = `test_${crypto.randomBytes(8).toString('hex')}`;
  await execute(server.ownerUrl, `create database ${name}`);
  const inDatabase = (text) => Object.assign(new URL(text), { pathname: `/${name}` }).href;
  return { ownerUrl: inDatabase(server.ownerUrl), runtimeUrl: inDatabase(server.runtimeUrl), drop: () => dropDatabase(server.ownerUrl, name) };
}

/** The server's own vacuuming cannot be told to leave: it is waited for. */
async function dropDatabase(ownerUrl, name, attempts = 100) {
  try {
    await execute(ownerUrl, `drop database ${name} with (force)`);
  } catch (error) {
    if (error.code !== INSUFFICIENT_PRIVILEGE || attempts === 0) throw error;
    await delay(100);
    await dropDatabase(ownerUrl, name, attempts - 1);
  }
}

async function execute(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
