import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startChildServer } from './child-server.js';
import { hapiFhirFolder, thirdPartyFolder } from './prerequisites.js';

export interface OrthancServer {
  /** DICOMweb root. */
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  /** Where it speaks DIMSE, under the title ORTHANC; 0 when it does not. */
  readonly dicomPort: number;
  /** Stores DICOM files. Rejects when one is refused. */
  store(files: readonly Uint8Array[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * An Orthanc with its DICOMweb plugin and an empty archive. It cannot be told which address to bind, so it answers
 * local callers only and wants a password made for this run. The GDCM plugin stays out: one transcoding kills the server.
 */
export async function startOrthanc(name: string, { speaksDimse = false } = {}): Promise<OrthancServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'longview-orthanc-'));
  const httpPort = await freePort();
  const dicomPort = speaksDimse ? await freePort() : 0;
  const username = 'longview', password = randomBytes(12).toString('base64url');
  const settings = {
    Name: name, StorageDirectory: folder, IndexDirectory: folder, HttpPort: httpPort,
    DicomServerEnabled: speaksDimse, DicomPort: dicomPort, DicomAet: 'ORTHANC', DicomAlwaysAllowFind: true, RemoteAccessAllowed: false, AuthenticationEnabled: true, RegisteredUsers: { [username]: password },
    ConcurrentJobs: 1, OverwriteInstances: true,
    Plugins: ['/usr/share/orthanc/plugins/libOrthancDicomWeb.so'],
    DicomWeb: { Enable: true, Root: '/dicom-web/', EnableWado: false, Host: 'localhost', Ssl: false, StudiesMetadata: 'Full', SeriesMetadata: 'Full' },
  };
  const file = path.join(folder, 'orthanc.json');
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  const origin = `http://127.0.0.1:${httpPort}`;
  const headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  const server = await startChildServer('Orthanc', [file], {
    timeoutMs: 60_000,
    isReady: () => fetch(`${origin}/dicom-web/studies?limit=1`, { headers }).then(({ ok }) => ok, () => false),
  });
  return {
    baseUrl: `${origin}/dicom-web`, username, password, dicomPort,
    async store(files) {
      for (const body of files) {
        const answer = await fetch(`${origin}/instances`, { method: 'POST', headers, body: new Uint8Array(body) });
        if (!answer.ok) throw new Error(`Orthanc refused a DICOM file with ${answer.status}.`);
      }
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface FhirServer {
  readonly baseUrl: string;
  /** Executes a transaction bundle. Rejects when the server refuses it. */
  load(bundle: string): Promise<void>;
  stop(): Promise<void>;
}

/** The HAPI FHIR JPA server for R4 with an empty database in memory. */
export async function startHapiFhir(): Promise<FhirServer> {
  const classpath = (await readFile(path.join(thirdPartyFolder, 'hapi-fhir/classpath'), 'utf8')).trim();
  const server = await startChildServer('java', ['-Xmx1g', '-XX:+UseSerialGC', '-cp', classpath, path.join(hapiFhirFolder, 'FhirServer.java')], {
    timeoutMs: 240_000, isReady: (output) => /LISTENING \d+/.test(output),
  });
  const baseUrl = `http://127.0.0.1:${/LISTENING (\d+)/.exec(server.output())?.[1]}/fhir`;
  return {
    baseUrl,
    async load(bundle) {
      const answer = await fetch(baseUrl, { method: 'POST', headers: { 'content-type': 'application/fhir+json' }, body: bundle });
      if (!answer.ok) throw new Error(`HAPI FHIR refused a bundle with ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    },
    stop: () => server.stop(),
  };
}

export interface StorageServer {
  readonly port: number;
  readonly aeTitle: string;
  /** Every file it wrote, one for each time that something was stored. */
  files(): Promise<readonly Buffer[]>;
  stop(): Promise<void>;
}

/** DCMTK's `storescp`: keeps what it is sent byte for byte, and twice what it is sent twice. */
export async function startStorescp(): Promise<StorageServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'longview-storescp-'));
  const port = await freePort();
  const aeTitle = 'STORESCP';
  const server = await startChildServer('storescp', ['--fork', '+xa', '+B', '--unique-filenames', '-aet', aeTitle, '-od', folder, String(port)], { timeoutMs: 20_000, isReady: () => isListening(port) });
  return {
    port, aeTitle,
    files: async () => Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file)))),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}
