import { importSPKI, jwtVerify, createLocalJWKSet, decodeJwt, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { AuditLog } from '@longview/audit';
import type { Clock, Database, IdSource, Sealer } from '@longview/platform';
import type { FhirAnswer, FhirRequest } from './fhir-answer.js';

/** A system that may read the log: its organization's side of it, or as the program office all. */
export interface AuditClient {
  readonly id: string;
  readonly name: string;
  /** Absent for the program office's. */
  readonly organizationId?: string;
}

/** With its public keys: a JWK set, or one key in PEM. */
export interface RegisteredAuditClient extends AuditClient {
  readonly publicKeys: string;
}

export interface AuditClientDeps {
  readonly clients: readonly RegisteredAuditClient[];
  readonly database: Database;
  readonly audit: AuditLog;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Where assertions must say that they are meant for: the address of the token endpoint. */
  readonly tokenUrl: string;
}

export const SCOPES = ['system/AuditEvent.rs', 'system/AuditEvent.read', 'ITI-81'] as const;
const ALGORITHMS = ['RS384', 'ES384', 'RS256', 'ES256', 'EdDSA'];
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const TOKEN_LIFETIME_MS = 5 * 60_000;
/** What an assertion may live, and what clocks may differ. */
const ASSERTION_LIFETIME_S = 300;
const CLOCK_TOLERANCE_S = 30;
const TOKEN_PURPOSE = 'access token for the access log';

/**
 * Lets systems in by SMART Backend Services: an assertion signed with a key that was registered (RFC 7523) is exchanged
 * once for an access token of five minutes, which every instance can read.
 * @see https://hl7.org/fhir/smart-app-launch/backend-services.html
 */
export class AuditClients {
  private readonly keys = new Map<string, Promise<JWTVerifyGetKey>>();

  constructor(private readonly deps: AuditClientDeps) {}

  /** Who sends this access token; `undefined` for any other word. A client that is no longer registered is nobody. */
  whoSends(authorization: string | undefined): AuditClient | undefined {
    const token = /^Bearer ([\w-]+)$/i.exec(authorization ?? '')?.[1];
    const opened = token && this.deps.sealer.open(token, TOKEN_PURPOSE);
    if (!opened) return undefined;
    const [clientId, expiresAtMs] = opened.split(' ');
    return Number(expiresAtMs) > this.deps.clock.nowMs() ? this.deps.clients.find(({ id }) => id === clientId) : undefined;
  }

  /** Whom an assertion names, before it is checked. */
  namedBy(request: FhirRequest): string | undefined {
    try {
      return decodeJwt(request.form?.get('client_assertion') ?? '').sub;
    } catch {
      return undefined;
    }
  }

  /** RFC 6749 §4.4. Each log-in, and each refusal of a client that exists, is in the log before it is answered. */
  async issueToken(request: FhirRequest): Promise<FhirAnswer> {
    const { form } = request;
    if (form?.get('grant_type') !== 'client_credentials') return refusal('unsupported_grant_type', 'client_credentials is supported');
    const asked = (form.get('scope') ?? '').split(' ').filter(Boolean);
    const granted = asked.filter((scope) => (SCOPES as readonly string[]).includes(scope));
    if (granted.length === 0) return refusal('invalid_scope', SCOPES.join(' or '));
    const client = this.deps.clients.find(({ id }) => id === this.namedBy(request));
    const isProven = form.get('client_assertion_type') === ASSERTION_TYPE && client !== undefined && (await this.isProven(client, form.get('client_assertion') ?? ''));
    if (client) await this.deps.audit.append({ ...whoReads(client, request), action: 'sign-in', outcome: isProven ? 'success' : 'refused', details: { method: 'signed-assertion' } });
    if (!isProven) return refusal('invalid_client', 'the assertion is not valid', 401);
    const expiresAtMs = this.deps.clock.nowMs() + TOKEN_LIFETIME_MS;
    const body = { access_token: this.deps.sealer.seal(`${client.id} ${expiresAtMs} ${this.deps.ids.newId()}`, TOKEN_PURPOSE), token_type: 'bearer', expires_in: TOKEN_LIFETIME_MS / 1000, scope: granted.join(' ') };
    return { status: 200, mediaType: 'application/json', body };
  }

  private async isProven(client: RegisteredAuditClient, assertion: string): Promise<boolean> {
    const { clock, database, tokenUrl } = this.deps;
    try {
      const { payload } = await jwtVerify(assertion, await this.keysOf(client), {
        algorithms: ALGORITHMS, issuer: client.id, subject: client.id, audience: tokenUrl, requiredClaims: ['exp', 'jti'], clockTolerance: CLOCK_TOLERANCE_S, currentDate: new Date(clock.nowMs()),
      });
      if (payload.exp! * 1000 > clock.nowMs() + (ASSERTION_LIFETIME_S + CLOCK_TOLERANCE_S) * 1000) return false;
      await database.query('delete from used_client_assertion where expires_at < $1', [new Date(clock.nowMs())]);
      const { rowCount } = await database.query('insert into used_client_assertion (client_id, jti, expires_at) values ($1, $2, $3) on conflict do nothing',
        [client.id, payload.jti!.slice(0, 200), new Date((payload.exp! + CLOCK_TOLERANCE_S) * 1000)]);
      return rowCount === 1;
    } catch (error) {
      // Whatever the library says of a token that it does not accept; anything else is a fault of ours.
      if (/^ERR_J(OSE|WT|WS|WK)/.test((error as { code?: string }).code ?? '')) return false;
      throw error;
    }
  }

  private keysOf({ id, publicKeys }: RegisteredAuditClient): Promise<JWTVerifyGetKey> {
    const known = this.keys.get(id) ?? readKeys(publicKeys);
    this.keys.set(id, known);
    return known;
  }
}

/** How the log names a client and its request. */
export function whoReads({ id, name, organizationId }: AuditClient, { requestId, clientAddress }: FhirRequest) {
  return {
    actor: { userId: `client/${id}`, displayName: name, roles: ['audit-client'], ...(organizationId !== undefined && { organizationId }) },
    requestId, ...(clientAddress !== undefined && { clientAddress }),
  };
}

async function readKeys(text: string): Promise<JWTVerifyGetKey> {
  if (text.trimStart().startsWith('{')) return createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
  return async ({ alg }) => importSPKI(text, alg ?? '');
}

function refusal(error: string, error_description: string, status = 400): FhirAnswer {
  return { status, mediaType: 'application/json', body: { error, error_description } };
}
