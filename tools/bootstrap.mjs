// Everything a front-door script needs before it can start: dependencies as locked, and Node 24, which they bring.
// Runs on any Node from 20 on and imports nothing that is not part of it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const stampFile = path.join(root, 'node_modules', '.longview-installed');

/**
 * Installs what package-lock.json says unless that is what is there, and goes on in Node 24.
 * @param {string} script the calling script's import.meta.url: it is run again where this is another Node.
 */
export async function ensureWorkspace(script) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`Longview needs Node 20 or newer to install itself; this is ${process.version}.`);
  installDependencies();
  if (major === 24 && minor >= 11) {
    // Started below by another Node: when that one is killed, nobody would pass on a signal any more.
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel?.unref();
    return;
  }
  const node = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!fs.existsSync(node)) fail('Longview runs on Node 24, and the registry has none for this machine: install Node 24 (see .nvmrc) and try again.');
  const child = spawn(node, [new URL(script).pathname, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => child.once('exit', (exitCode, signal) => resolve(exitCode ?? (signal ? 1 : 0))));
  process.exit(code);
}

function installDependencies() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const wanted = crypto.createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
  const isInstalled = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === wanted;
  if (isInstalled()) return;
  const release = takeInstallTurn();
  try {
    // Somebody else may have installed it in the meantime, and who changed a dependency has it already.
    if (isInstalled()) return;
    if (!holds(JSON.parse(lock))) {
      say('Installing dependencies (a few minutes the first time) …');
      const npm = process.env.npm_execpath;
      const [command, ...args] = npm ? [process.execPath, npm] : ['npm'];
      const { status } = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
      if (status !== 0) fail('The dependencies could not be installed; the lines above say why.');
    }
    fs.writeFileSync(stampFile, wanted);
  } finally {
    release();
  }
}

/** True when node_modules holds exactly what the lock file names, as npm itself wrote it down there. */
function holds({ packages: locked }) {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(record)) return false;
  const { packages: installed } = JSON.parse(fs.readFileSync(record, 'utf8'));
  return Object.entries(locked).every(([place, { version, link, optional }]) => {
    if (!place.startsWith('node_modules/') && !place.includes('/node_modules/')) return true;
    // What is for other machines is locked, too, and not installed here.
    if (installed[place] === undefined) return optional === true;
    return link ? fs.existsSync(path.join(root, place)) : installed[place].version === version;
  }) && Object.keys(installed).every((place) => locked[place] !== undefined);
}

/** One installation at a time: two would remove the folder under each other. @returns ends the turn. */
function takeInstallTurn() {
  const folder = path.join(root, '.install-turn');
  for (;;) {
    try {
      fs.mkdirSync(folder);
      const release = () => fs.rmSync(folder, { recursive: true, force: true });
      fs.writeFileSync(path.join(folder, 'pid'), String(process.pid));
      process.once('exit', release);
      return release;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isTurnTaken(folder)) fs.rmSync(folder, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

/** Whoever was killed in the middle holds no turn; whoever began just now may not have said who they are. */
function isTurnTaken(folder) {
  const { mtimeMs } = fs.statSync(folder, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs === undefined) return false;
  try {
    process.kill(Number(fs.readFileSync(path.join(folder, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM' || Date.now() - mtimeMs < 2_000;
  }
}

/** One line of progress. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

export function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** Runs a tool of the workspace to its end; its output is shown when it fails. */
export function run(command, args, options = {}) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', ...options });
}

/** Path of a workspace package's executable script, to be run with this Node. */
export function bin(packageName, script) {
  return path.join(root, 'node_modules', packageName, script);
}
