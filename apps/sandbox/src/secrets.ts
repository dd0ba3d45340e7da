import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, importPKCS8, importSPKI, type CryptoKey, type JWK } from 'jose';
import { issueMutualTls, type MutualTlsMaterial } from './certificates.js';

/**
 * Secrets of the simulated province: files that only their owner can read, made once for a data folder, so that a
 * gateway configured yesterday still gets in today.
 */
export class SecretStore {
  private constructor(readonly folder: string) {}

  static async open(dataFolder: string): Promise<SecretStore> {
    const folder = join(dataFolder, 'secrets');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new SecretStore(folder);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** A random secret in base64url, or the one that is there already. */
  async secret(name: string): Promise<string> {
    return this.#kept(name, async () => randomBytes(24).toString('base64url'));
  }

  /** A signing key pair: the private key as PKCS #8 PEM in the file, the public key as JWK with a key id. */
  async keyPair(name: string, algorithm: 'ES384' | 'RS384' | 'RS256'): Promise<{ privateJwk: JWK; publicJwk: JWK; keyId: string }> {
    const pems = JSON.parse(await this.#kept(`${name}.pair.json`, async () => {
      const pair = await generateKeyPair(algorithm, { extractable: true });
      return JSON.stringify({ privateKey: await exportPKCS8(pair.privateKey), publicKey: await exportSPKI(pair.publicKey) });
    })) as { privateKey: string; publicKey: string };
    await this.#kept(`${name}.pem`, async () => pems.privateKey);
    const describe = async (key: CryptoKey): Promise<JWK> => ({ ...(await exportJWK(key)), kid: name, alg: algorithm, use: 'sig' });
    return {
      privateJwk: await describe(await importPKCS8(pems.privateKey, algorithm, { extractable: true })),
      publicJwk: await describe(await importSPKI(pems.publicKey, algorithm, { extractable: true })),
      keyId: name,
    };
  }

  /** Certificates and keys of a site that asks its clients for one, each in a PEM file of its own. */
  async mutualTls(siteId: string): Promise<MutualTlsMaterial> {
    const material = JSON.parse(await this.#kept(`${siteId}.tls.json`, async () => JSON.stringify(issueMutualTls(siteId, ['127.0.0.1', 'localhost'])))) as MutualTlsMaterial;
    await this.#kept(`${siteId}-authority.pem`, async () => material.authority.certificate);
    await this.#kept(`${siteId}-client-certificate.pem`, async () => material.client.certificate);
    await this.#kept(`${siteId}-client-key.pem`, async () => material.client.privateKey);
    return material;
  }

  async #kept(name: string, make: () => Promise<string>): Promise<string> {
    if (existsSync(this.path(name))) return readFile(this.path(name), 'utf8');
    const value = await make();
    await writeFile(this.path(name), value, { mode: 0o600 });
    return value;
  }
}
