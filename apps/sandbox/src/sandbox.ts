import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startControlEndpoint } from './control-endpoint.js';
import { prepareEngine } from './fhir/engine.js';
import { generateProvince, type Province } from './generator/province.js';
import { SITES } from './generator/sites.js';
import { ACCOUNTS, type Account } from './identity-provider/accounts.js';
import { startIdentityProvider } from './identity-provider/identity-provider.js';
import { ImageStore } from './imaging/image-store.js';
import { startReceivingArchive, type ReceivingArchive } from './imaging/receiving-archive.js';
import { startMailCatcher, type MailCatcher } from './mail/mail-catcher.js';
import { writeProvinceFile } from './province-file.js';
import { SecretStore } from './secrets.js';
import { FaultBoard } from './site/faults.js';
import { startSite, type RunningSite } from './site/site-server.js';

export interface SandboxOptions {
  /** Where `province.yaml`, `story-cast.json` and the secrets are written. */
  readonly dataFolder: string;
  /** Where people reach the gateway: decides where the identity provider sends them back to. */
  readonly publicUrl?: string;
  /** The same seed, patient count and day give the same province. */
  readonly seed?: number;
  /** Ordinary inhabitants beside the story cast. */
  readonly patientCount?: number;
  /** `YYYY-MM-DD` that all dates are relative to; the real day in Ontario when left out. */
  readonly today?: string;
  /** Told what is being done, in words for a terminal. */
  readonly onProgress?: (line: string) => void;
}

/** One row of the table of people who can sign in. */
export type AccountRow = Pick<Account, 'username' | 'password' | 'displayName' | 'role' | 'organization' | 'note'> & { readonly oneTimeCode: string };

export interface RunningSandbox {
  readonly provinceFile: string;
  readonly accounts: readonly AccountRow[];
  /** Address of the control endpoint. */
  readonly adminUrl: string;
  readonly issuer: string;
  /** Where every letter of the product ends. */
  readonly mail: MailCatcher;
  /** Where studies from elsewhere are brought to. */
  readonly archive: ReceivingArchive;
  readonly sites: readonly RunningSite[];
  readonly province: Province;
  stop(): Promise<void>;
}

/** The identity provider without a province. */
export interface RunningSignIn {
  readonly issuer: string;
  readonly clientSecretFile: string;
  readonly accounts: readonly AccountRow[];
  stop(): Promise<void>;
}

const DEFAULTS = { publicUrl: 'http://localhost:4200', seed: 1, patientCount: 300 } as const;

/**
 * Starts the identity provider alone, with the same accounts: for a gateway whose sources are somebody's own.
 * Rejects when the port is taken.
 */
export async function startSignIn({ dataFolder, publicUrl = DEFAULTS.publicUrl, port = 0 }: Pick<SandboxOptions, 'dataFolder' | 'publicUrl'> & { readonly port?: number }): Promise<RunningSignIn> {
  const identityProvider = await startIdentityProvider(publicUrl, await SecretStore.open(resolve(dataFolder)), port);
  return { ...identityProvider, accounts: accountRows() };
}

/** Starts the simulated province: every site, the identity provider and the control endpoint, each on a free port. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { publicUrl, seed, patientCount } = { ...DEFAULTS, ...options };
  const report = options.onProgress ?? (() => undefined);
  const dataFolder = resolve(options.dataFolder);
  await mkdir(dataFolder, { recursive: true });
  const secrets = await SecretStore.open(dataFolder);
  const province = generateProvince({ seed, patientCount, today: options.today ?? todayInOntario() });
  report(`${[...province.chartsBySite.values()].reduce((sum, charts) => sum + charts.length, 0)} charts of fictitious patients`);
  prepareEngine();
  report('FHIR definitions are read');
  const faults = new FaultBoard(new Map(SITES.flatMap(({ id, fault }) => (fault ? [[id, fault] as const] : []))));
  const images = new ImageStore();
  const sites: RunningSite[] = [];
  for (const site of SITES) sites.push(await startSite(site, province.chartsBySite.get(site.id) ?? [], { secrets, faults, images }));
  report(`${sites.length} sources answer`);
  const identityProvider = await startIdentityProvider(publicUrl, secrets);
  const mail = await startMailCatcher();
  const archive = await startReceivingArchive(await secrets.secret('own-archives'));
  const control = await startControlEndpoint(sites, faults, province.stories, mail);
  await writeFile(join(dataFolder, 'story-cast.json'), `${JSON.stringify({ note: 'Fictitious people and numbers.', stories: province.stories }, undefined, 2)}\n`);
  const provinceFile = await writeProvinceFile(dataFolder, sites, identityProvider, { mail, archive, archivePasswordFile: secrets.path('own-archives') }, province.stories);
  return {
    provinceFile, adminUrl: control.url, issuer: identityProvider.issuer, mail, archive, sites, province,
    accounts: accountRows(),
    async stop() {
      await Promise.all([...sites, identityProvider, control, mail, archive].map((server) => server.stop()));
    },
  };
}

function accountRows(): readonly AccountRow[] {
  return ACCOUNTS.map(({ username, password, oneTimeCode = '', displayName, role, organization, note }) => ({ username, password, oneTimeCode, displayName, role, organization, note }));
}

function todayInOntario(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date());
}
