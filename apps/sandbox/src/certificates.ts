import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its private key, both PEM. */
export interface CertifiedKey { readonly certificate: string; readonly privateKey: string }

/** The three that mutual TLS needs: who vouches, who answers, who asks. */
export interface MutualTlsMaterial { readonly authority: CertifiedKey; readonly server: CertifiedKey; readonly client: CertifiedKey }

const YEAR_MS = 365 * 86_400_000;

/** A private certificate authority with one server and one client (X.509 v3, P-256). Good for a demonstration, for nothing else. */
export function issueMutualTls(name: string, hosts: readonly string[]): MutualTlsMaterial {
  const authority = issue({ subject: `${name} sandbox authority`, isAuthority: true });
  const privateKey = createPrivateKey(authority.privateKey);
  const issuer = { name: `${name} sandbox authority`, privateKey, keyIdentifier: keyIdentifier(privateKey) };
  return { authority, server: issue({ subject: name, hosts, issuer }), client: issue({ subject: 'Longview gateway', issuer }) };
}

interface CertificateRequest {
  readonly subject: string;
  readonly hosts?: readonly string[];
  readonly isAuthority?: boolean;
  readonly issuer?: { readonly name: string; readonly privateKey: KeyObject; readonly keyIdentifier: Buffer };
}

function issue({ subject, hosts = [], isAuthority = false, issuer }: CertificateRequest): CertifiedKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extensions = [
    extension(OID.basicConstraints, sequence(...(isAuthority ? [TRUE] : [])), true),
    // keyCertSign, or digitalSignature.
    extension(OID.keyUsage, Buffer.from(isAuthority ? '03020204' : '03020780', 'hex'), true),
    extension(OID.subjectKeyIdentifier, der(0x04, keyIdentifier(privateKey))),
    ...(issuer ? [extension(OID.authorityKeyIdentifier, sequence(der(0x80, issuer.keyIdentifier)))] : []),
    ...(hosts.length > 0 ? [extension(OID.subjectAlternativeName, sequence(...hosts.map(alternativeName)))] : []),
  ];
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x01;
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, serial), ECDSA_WITH_SHA256, commonName(issuer?.name ?? subject),
    sequence(generalizedTime(Date.now() - 3_600_000), generalizedTime(Date.now() + 5 * YEAR_MS)), commonName(subject),
    publicKeyOf(privateKey), der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, issuer?.privateKey ?? privateKey);
  const certificate = sequence(toBeSigned, ECDSA_WITH_SHA256, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

function publicKeyOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
}

/** RFC 7093 §2, method 4. */
function keyIdentifier(privateKey: KeyObject): Buffer {
  return createHash('sha256').update(publicKeyOf(privateKey)).digest().subarray(0, 20);
}

// Object identifiers in their DER form (RFC 5280, RFC 5758).
const OID = {
  commonName: Buffer.from('0603550403', 'hex'),
  basicConstraints: Buffer.from('0603551d13', 'hex'),
  keyUsage: Buffer.from('0603551d0f', 'hex'),
  subjectKeyIdentifier: Buffer.from('0603551d0e', 'hex'),
  authorityKeyIdentifier: Buffer.from('0603551d23', 'hex'),
  subjectAlternativeName: Buffer.from('0603551d11', 'hex'),
} as const;
const TRUE = Buffer.from('0101ff', 'hex');
const ECDSA_WITH_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const header = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(OID.commonName, der(0x0c, Buffer.from(name, 'utf8')))));
}

function generalizedTime(instantMs: number): Buffer {
  return der(0x18, Buffer.from(new Date(instantMs).toISOString().replace(/[-:T]|\.\d+/g, ''), 'ascii'));
}

function extension(oid: Buffer, value: Buffer, isCritical = false): Buffer {
  return sequence(oid, ...(isCritical ? [TRUE] : []), der(0x04, value));
}

function alternativeName(host: string): Buffer {
  return isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host, 'ascii'));
}
