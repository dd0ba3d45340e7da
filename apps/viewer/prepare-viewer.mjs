// Turns the registry's tarball of @ohif/app into the slim tree that the gateway serves at /viewer/, with our extension,
// mode and pages beside it. Everything that is replaced is counted: another version of the package cannot pass unnoticed.
//   node apps/viewer/prepare-viewer.mjs --out apps/viewer/dist
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import zlib from 'node:zlib';
import { transform } from 'esbuild';
import { buildExtension } from './build-extension.mjs';

const PACKAGE = '@ohif/app';
const VERSION = '3.13.2';
const INTEGRITY = 'sha512-WZdxmpmG7rqFgW9ZJLcbgr3XCtLi1KDNPoMaeY5PPe6j4G4fjEjjkycZM6C6Zk2F87BKxFfpq+jd5xXZB9E8EA==';
const BASE = '/viewer/';
/** Not needed for a study under a grant: source maps, AI runtime, whole-slide imaging, service worker, log-in and icon files. */
const DROPPED = [
  /\.map$/, /^ort\//, /^dicom-microscopy-viewer\//, /^customizations\//, /^assets\//, /^_(headers|redirects)$/,
  /^(index|silent-refresh)\.html$/, /^(serve|manifest)\.json$/, /^ohif-logo/,
  /^(sw|init-service-worker|oidc-client\.min|google|es6-shim\.min|polyfill\.min|app-config)\.js$/,
];
/** The whole package is bound to `/`; each text must be found exactly this often in all files of its kind together. */
const REPLACED = [
  { in: /\.js$/, text: '__webpack_require__.p = "/";', by: `__webpack_require__.p = "${BASE}";`, times: 8 },
  { in: /\.js$/, text: "browserImportFunction('/dicom-microscopy-viewer/", by: `browserImportFunction('${BASE}dicom-microscopy-viewer/`, times: 1 },
  { in: /\.css$/, text: 'url(/', by: `url(${BASE}`, times: 5 },
];
const KEPT_FILES = 82;

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const run = promisify(execFile);
const brotli = promisify(zlib.brotliCompress);

export async function prepareViewer(out) {
  const startedMs = Date.now();
  fs.mkdirSync(out, { recursive: true });
  const stamps = readJson(path.join(out, 'stamps.json')) ?? {};
  const current = { package: hashOf([import.meta.filename], `${VERSION} ${INTEGRITY}`), own: hashOf([import.meta.filename, path.join(here, 'build-extension.mjs'), path.join(here, 'page'), path.join(here, 'src')]) };
  if (stamps.package === current.package && stamps.own === current.own) return say('The viewer is up to date.');

  // Until everything is in place there is no stamp, and the manifest, which the gateway cannot do without, comes last.
  fs.rmSync(path.join(out, 'stamps.json'), { force: true });
  const known = stamps.package === current.package ? readJson(path.join(out, 'viewer-manifest.json')) : undefined;
  fs.rmSync(path.join(out, 'viewer-manifest.json'), { force: true });
  const prepared = known?.package ?? (await preparePackage(out));
  const own = await prepareOwnFiles(out, prepared.entry);
  fs.writeFileSync(path.join(out, 'viewer-manifest.json'), JSON.stringify({
    version: VERSION, decoderWorkers: prepared.decoderWorkers, files: { ...prepared.files, ...own }, package: prepared,
  }));
  fs.writeFileSync(path.join(out, 'stamps.json'), JSON.stringify(current));
  const sizes = Object.values({ ...prepared.files, ...own });
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  say(`The viewer is ready: ${sizes.length} files, ${megabytes(sum(sizes, (file) => file.bytes))} MB, ${megabytes(sum(sizes, (file) => file.br ?? file.bytes))} MB to send, ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`);
}

/** Replaces what an earlier preparation left, except what the compiler keeps there. */
async function preparePackage(out) {
  const unpacked = fs.mkdtempSync(path.join(os.tmpdir(), 'longview-viewer-'));
  try {
    const tarball = await fetchTarball();
    say('Unpacking …');
    await run('tar', ['-xzf', tarball, '-C', unpacked, '--exclude=*.map', '--exclude=package/dist/ort', '--exclude=package/dist/dicom-microscopy-viewer']);
    for (const entry of fs.readdirSync(out)) if (entry !== 'types') fs.rmSync(path.join(out, entry), { recursive: true, force: true });
    return await convert(path.join(unpacked, 'package'), out);
  } finally {
    fs.rmSync(unpacked, { recursive: true, force: true });
  }
}

async function fetchTarball() {
  const cache = path.join(root, '.data', 'cache');
  const file = path.join(cache, `ohif-app-${VERSION}.tgz`);
  if (fs.existsSync(file) && integrityOf(file) === INTEGRITY) return file;
  say(`Fetching ${PACKAGE} ${VERSION} (50 MB) …`);
  fs.mkdirSync(cache, { recursive: true });
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  await run(npm[0], [...npm.slice(1), 'pack', `${PACKAGE}@${VERSION}`, '--pack-destination', cache, '--silent', '--ignore-scripts'], { cwd: cache, shell: process.platform === 'win32' });
  if (integrityOf(file) === INTEGRITY) return file;
  fs.rmSync(file, { force: true });
  throw new Error(`${PACKAGE} ${VERSION} is not the package that this build was made for: its integrity value differs.`);
}

async function convert(source, out) {
  const names = fs.readdirSync(path.join(source, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(source, 'dist'), path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !DROPPED.some((pattern) => pattern.test(name)));
  expectCount('files that are kept', names.length, KEPT_FILES);
  const entry = readEntry(fs.readFileSync(path.join(source, 'dist', 'index.html'), 'utf8'));
  const replaced = REPLACED.map(() => 0);
  const decoderWorkers = [];
  const licences = new Set([`${PACKAGE} ${VERSION}\n\n${fs.readFileSync(path.join(source, 'LICENSE'), 'utf8')}`]);
  const files = {};
  let done = 0;

  // The largest first, so that the last one to finish is a small one. esbuild and zlib bring their own threads.
  const queue = names.map((name) => ({ name, bytes: fs.statSync(path.join(source, 'dist', name)).size })).sort((a, b) => b.bytes - a.bytes);
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { name } = next;
      let content = fs.readFileSync(path.join(source, 'dist', name));
      if (/\.(js|css)$/.test(name)) {
        let text = content.toString('utf8');
        if (isDecoderWorker(text) && name !== entry.script) decoderWorkers.push(name);
        REPLACED.forEach((one, index) => {
          if (!one.in.test(name)) return;
          const parts = text.split(one.text);
          replaced[index] += parts.length - 1;
          text = parts.join(one.by);
        });
        for (const [comment] of text.matchAll(/\/\*[^]*?\*\//g)) if (/copyright|licen[cs]e/i.test(comment)) licences.add(comment.replaceAll(/^[ \t]+/gm, ' '));
        content = Buffer.from((await transform(text, { loader: name.endsWith('.css') ? 'css' : 'js', minify: true, target: 'es2022', legalComments: 'none', logLevel: 'silent' })).code);
      }
      files[name] = await write(out, name, content);
      if (++done % 25 === 0 || done === names.length) say(`Prepared ${done} of ${names.length} files`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, os.availableParallelism()) }, work));

  REPLACED.forEach((one, index) => expectCount(`places with ${one.text}`, replaced[index], one.times));
  expectCount('workers that hold the image codecs', decoderWorkers.length, 1);
  files['licences.txt'] = await write(out, 'licences.txt', Buffer.from([...licences].join('\n\n')));
  return { entry, decoderWorkers, files };
}

/** An entry of its own (it sets its public path) that makes functions from text and holds the codecs. */
function isDecoderWorker(text) {
  return text.includes('__webpack_require__.p = ') && text.includes('new Function(') && text.includes('CharLSWASM') && text.includes('openjpegwasm');
}

/** Our own page takes the place of the package's, which carries inline scripts; what it loads must be what we know. */
function readEntry(html) {
  const scripts = [...html.matchAll(/<script defer src="\/(app\.bundle\.[0-9a-f]{16}\.js)"><\/script>/g)];
  const styles = [...html.matchAll(/<link href="\/(app\.bundle\.css)" rel="stylesheet">/g)];
  expectCount('scripts of the page', html.split('<script').length - 1, 5);
  expectCount('application scripts of the page', scripts.length, 1);
  expectCount('style sheets of the page', styles.length, 1);
  return { script: scripts[0][1], style: styles[0][1] };
}

/** Extension, mode and pages: built in a moment, so that changing them does not prepare the package again. */
async function prepareOwnFiles(out, entry) {
  const files = {};
  for (const [name, content] of await buildExtension()) files[name] = await write(out, name, content);
  for (const name of ['ended.html', 'index.html', 'page.css']) {
    const text = fs.readFileSync(path.join(here, 'page', name), 'utf8').replaceAll('{{base}}', BASE).replaceAll('{{script}}', entry.script).replaceAll('{{style}}', entry.style);
    files[name] = await write(out, name, Buffer.from(text));
  }
  return files;
}

async function write(out, name, content) {
  const file = path.join(out, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await fs.promises.writeFile(file, content);
  if (content.length < 1_024 || !/\.(js|css|html|wasm|svg|json|txt)$/.test(name)) return { bytes: content.length };
  const compressed = await brotli(content, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  await fs.promises.writeFile(`${file}.br`, compressed);
  return { bytes: content.length, br: compressed.length };
}

function expectCount(what, found, expected) {
  if (found !== expected) throw new Error(`${PACKAGE} ${VERSION}: expected ${expected} ${what}, found ${found}. The package has changed; prepare-viewer.mjs must be read again with it.`);
}

function integrityOf(file) {
  return fs.existsSync(file) ? `sha512-${crypto.createHash('sha512').update(fs.readFileSync(file)).digest('base64')}` : undefined;
}

function hashOf(paths, seed = '') {
  const hash = crypto.createHash('sha256').update(seed);
  for (const one of paths) {
    const files = fs.statSync(one).isDirectory() ? fs.readdirSync(one, { recursive: true }).map((name) => path.join(one, name)).filter((name) => fs.statSync(name).isFile()).sort() : [one];
    for (const file of files) hash.update(path.relative(here, file)).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

function readJson(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

function sum(items, value) {
  return items.reduce((total, item) => total + value(item), 0);
}

function say(text) {
  process.stdout.write(`[viewer] ${text}\n`);
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(here, 'dist') } } });
  try {
    await prepareViewer(path.resolve(values.out));
  } catch (error) {
    process.stderr.write(`[viewer] ${error.message}\n`);
    process.exitCode = 1;
  }
}
