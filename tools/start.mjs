// One command, from nothing to a timeline: dependencies, build, database, simulated province, gateway with portal and viewer.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureWorkspace, fail, root, say } from './bootstrap.mjs';

await ensureWorkspace(import.meta.url);
const { values: options } = parseArgs({ options: { reset: { type: 'boolean' }, watch: { type: 'boolean' }, help: { type: 'boolean' } } });
if (options.help) {
  say('npm start [-- --reset] [-- --watch]\n  PORT (4200), DATABASE_URL (owner of a PostgreSQL 15 or newer), LONGVIEW_PROVINCE (a province file), LONGVIEW_DATA (.data)\n  A province file whose identity provider has `clientSecret: { env: LONGVIEW_DEMONSTRATION_CLIENT_SECRET }` is given the demonstration accounts.');
  process.exit(0);
}

const { build } = await import('./build.mjs');
const { startEmbeddedPostgres } = await import('./embedded-postgres.mjs');
const data = path.resolve(root, process.env.LONGVIEW_DATA ?? '.data');
const port = Number(process.env.PORT ?? 4200);
const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
const endWithStart = new URL('end-with-start.mjs', import.meta.url).href;
const stops = [];
let isStopping = false;

async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  while (stops.length > 0) await stops.pop()().catch((error) => process.stderr.write(`${error.message}\n`));
  process.exit(code);
}
// A terminal that is gone takes no words; the rest has to end all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { say('\nStopping …'); void stop(0); });

/** A signal that came while a phase was under way: what has been started by then is being stopped, nothing more is. */
function goOn() {
  if (isStopping) throw new Error('The start was interrupted.');
}

/** Starts a part of the product; when it ends by itself, everything ends. A group of its own keeps Ctrl-C in our hands. */
function startPart(name, script, args, env = {}, stdout = 'inherit') {
  goOn();
  const child = spawn(process.execPath, [...(options.watch ? ['--watch', '--watch-preserve-output'] : []), '--import', endWithStart, script, ...args], { cwd: root, env: { ...process.env, ...env }, stdio: ['pipe', stdout, 'inherit'], detached: process.platform !== 'win32' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then((code) => {
    if (isStopping) return;
    process.stderr.write(`${name} ended${code === null ? '' : ` with code ${code}`}.\n`);
    void stop(1);
  });
  stops.push(async () => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(patience);
  });
  return child;
}

/** The sandbox's identity provider and nothing else of it, where a province file counts on it and nobody keeps one already. */
async function startSignIn(provinceFile) {
  const { DEMONSTRATION_CLIENT_SECRET, readProvinceFile } = await import('@longview/province');
  const { identityProviders, organizations, users } = await readProvinceFile(provinceFile);
  const provider = identityProviders.find(({ clientSecret }) => clientSecret.env === DEMONSTRATION_CLIENT_SECRET);
  if (!provider || process.env[DEMONSTRATION_CLIENT_SECRET]) return { accounts: [], env: {} };
  if (process.env.NODE_ENV === 'production') throw new Error('The demonstration sign-in does not run in production: everybody knows its passwords.');
  const { port: signInPort } = new URL(provider.issuer);
  if (!(await isFree(signInPort))) throw new Error(`Port ${signInPort} is taken: write another one into the issuer of the identity provider “${provider.id}”.`);
  say('Starting the demonstration sign-in …');
  const { accounts, clientSecretFile } = await untilReady(startPart('The demonstration sign-in', 'apps/sandbox/dist/main.js', ['--data', path.join(data, 'sandbox'), '--public-url', publicUrl, '--identity-provider-only', '--identity-provider-port', signInPort], {}, 'pipe'));
  // Only people of the file get in, as what the file says they are: the table shows them and no others.
  const known = users.flatMap(({ identities, isActive, displayName, memberships }) => {
    const account = accounts.find(({ username }) => identities.some(({ identityProviderId, subject }) => identityProviderId === provider.id && subject === `sandbox-${username}`));
    if (!account || !isActive) return [];
    const of = memberships.map(({ organizationId }) => organizations.find(({ id }) => id === organizationId).name.en);
    return [{ ...account, displayName, role: [...new Set(memberships.flatMap(({ roles }) => roles))].join(', '), organization: of.join('; ') }];
  });
  return { accounts: known, env: { [DEMONSTRATION_CLIENT_SECRET]: fs.readFileSync(clientSecretFile, 'utf8') } };
}

/** The parts of a start that was killed a moment ago are ending. */
async function isFreeSoon() {
  for (let tries = 0; tries < 20; tries++) {
    if ((await statusOf(`http://127.0.0.1:${port}/healthz`)) === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

const isFree = (wished) => new Promise((resolve) => {
  const server = net.createServer().once('error', () => resolve(false));
  server.listen(Number(wished), '127.0.0.1', () => server.close(() => resolve(true)));
});

/** The sandbox's own words, and what it says of itself when it is ready. */
async function untilReady(child) {
  for await (const line of readline.createInterface({ input: child.stdout })) {
    if (line.startsWith('{"ready":true')) {
      child.stdout.resume();
      return JSON.parse(line);
    }
    say(`  ${line}`);
  }
  throw new Error('The sandbox did not start.');
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

const statusOf = (url) => new Promise((resolve) => http.get(url, (response) => { response.resume(); resolve(response.statusCode); }).on('error', () => resolve(0)));

async function untilSearchable() {
  for (const deadlineMs = Date.now() + 60_000; Date.now() < deadlineMs && !isStopping;) {
    if ((await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (!isStopping) throw new Error(`The gateway is not ready after a minute; http://127.0.0.1:${port}/readyz says what is missing.`);
}

try {
  if (options.reset) {
    say('Emptying the data folder …');
    // The downloads stay: they are the same for everybody.
    for (const entry of fs.existsSync(data) ? fs.readdirSync(data) : []) if (entry !== 'cache' && entry !== 'third-party') fs.rmSync(path.join(data, entry), { recursive: true, force: true });
  }
  // Others may pass through, not look: as root, the database server runs as somebody else below it.
  fs.mkdirSync(data, { recursive: true, mode: 0o711 });
  if (!(await isFreeSoon())) fail(`Port ${port} is taken: set PORT to another one.`);
  say('Building what has changed …');
  await build();
  await turn();
  goOn();

  let databaseUrls = { DATABASE_URL: process.env.DATABASE_URL, ...(process.env.DATABASE_RUNTIME_URL && { DATABASE_RUNTIME_URL: process.env.DATABASE_RUNTIME_URL }) };
  if (!process.env.DATABASE_URL) {
    say('Starting PostgreSQL …');
    const starting = startEmbeddedPostgres({ dataFolder: path.join(data, 'postgres') });
    // Known before it runs: an interruption waits for it and stops it.
    stops.push(() => starting.then((database) => database.stop(), () => undefined));
    const database = await starting;
    goOn();
    databaseUrls = { DATABASE_URL: database.ownerUrl, DATABASE_RUNTIME_URL: database.runtimeUrl };
  }

  let province;
  if (process.env.LONGVIEW_PROVINCE) {
    const provinceFile = path.resolve(root, process.env.LONGVIEW_PROVINCE);
    province = { provinceFile, ...(await startSignIn(provinceFile)) };
  } else {
    say('Starting the simulated province …');
    province = await untilReady(startPart('The simulated province', 'apps/sandbox/dist/main.js', ['--data', path.join(data, 'sandbox'), '--public-url', publicUrl], {}, 'pipe'));
  }

  say('Starting the gateway, portal and viewer …');
  // A timeline is many short-lived objects: with more room for the young, the collector costs a sixth less of the whole.
  const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=64`;
  startPart('The gateway', 'apps/gateway/dist/main.js', [], { ...databaseUrls, NODE_OPTIONS, ...province.env, PORT: String(port), PUBLIC_URL: publicUrl, LONGVIEW_PROVINCE: province.provinceFile, LONGVIEW_SECRETS: process.env.LONGVIEW_SECRETS ?? path.join(data, 'secrets') });
  await untilSearchable();
  if (options.watch) {
    const watchers = [[path.join(root, 'node_modules/typescript/bin/tsc'), ['-b', '--watch', '--preserveWatchOutput']], [path.join(root, 'node_modules/vite/bin/vite.js'), ['build', '--watch', 'apps/portal']]];
    for (const [script, args] of watchers) {
      const watcher = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
      stops.push(async () => void watcher.kill());
    }
  }
  if (!isStopping) {
    say(`\nEverything is searchable: ${publicUrl}\n`);
    if (province.adminUrl) say(`Mail that it sends (nothing is delivered): ${province.adminUrl}/mail\n`);
    if (province.accounts.length > 0) {
      say('Demonstration accounts (fictitious persons; never use them with real data):');
      const columns = ['username', 'password', 'oneTimeCode', 'displayName', 'role', 'organization'];
      const rows = [columns, ...province.accounts.map((account) => columns.map((column) => String(account[column] ?? '')))];
      const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i].length)));
      for (const row of rows) say(`  ${row.map((cell, i) => cell.padEnd(widths[i])).join('  ')}`);
    }
    say('\nCtrl-C stops everything.');
  }
} catch (error) {
  // Ctrl-C ends a tool that runs in our place (a build step, say) before our own signal is heard.
  await turn();
  if (!isStopping) process.stderr.write(`${error.message}\n`);
  await stop(1);
}
