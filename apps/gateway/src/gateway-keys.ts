import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationInvalid } from './configuration.js';

/** The gateway's own keys. Every instance of one installation has the same. */
export interface GatewayKeys {
  /** Signs the session cookie. */
  readonly session: string;
  /** Seals opened patients, copy keys and ID tokens. */
  readonly sealing: string;
  /** Finds a patient's events in the access log; stays for the life of the log. */
  readonly auditIndex: Buffer;
  /** Encrypts who an event is about. */
  readonly auditSealing: Buffer;
  /** Ed25519: signs the heads of the access log. Its public half lies beside it for whoever verifies. */
  readonly auditSigning: KeyObject;
}

/** Lies beside keys that the gateway made by itself. */
const DEVELOPMENT_MARK = 'made-for-development';

/**
 * Reads the keys from `folder`. In development missing ones are made; in production they are the operator's to make,
 * keep and back up, and a missing one stops the start: a new index key would make every earlier event unfindable.
 * @throws {ConfigurationInvalid} naming the file.
 */
export async function readGatewayKeys(folder: string, { mayCreate }: { readonly mayCreate: boolean }): Promise<GatewayKeys> {
  if (mayCreate) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(folder, DEVELOPMENT_MARK), 'These keys were made for trying out.\n', { mode: 0o600 });
  } else if (existsSync(path.join(folder, DEVELOPMENT_MARK))) throw new ConfigurationInvalid('LONGVIEW_SECRETS names keys that were made for trying out: make new ones for production.');
  const read = async (name: string, make: () => string): Promise<string> => {
    const file = path.join(folder, name);
    // Two instances may start together: whoever writes first wins, and both read what was written.
    if (mayCreate) await writeFile(file, make(), { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
    try {
      return (await readFile(file, 'utf8')).trim();
    } catch (cause) {
      throw new ConfigurationInvalid(`LONGVIEW_SECRETS has no readable file ${name}.`, { cause });
    }
  };
  const random = (): string => randomBytes(32).toString('base64url');
  const bytes = (name: string, text: string): Buffer => {
    const key = Buffer.from(text, 'base64url');
    if (key.length !== 32) throw new ConfigurationInvalid(`The file ${name} in LONGVIEW_SECRETS must hold 32 bytes in base64url.`);
    return key;
  };
  const signing = createPrivateKey(await read('audit-signing.pem', () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()));
  if (signing.asymmetricKeyType !== 'ed25519') throw new ConfigurationInvalid('The file audit-signing.pem in LONGVIEW_SECRETS must hold an Ed25519 private key.');
  if (mayCreate) await read('audit-signing-public.pem', () => createPublicKey(signing).export({ type: 'spki', format: 'pem' }).toString());
  return {
    session: await read('session.key', random),
    sealing: await read('sealing.key', random),
    auditIndex: bytes('audit-index.key', await read('audit-index.key', random)),
    auditSealing: bytes('audit-sealing.key', await read('audit-sealing.key', random)),
    auditSigning: signing,
  };
}

function ignoreExisting(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
}
