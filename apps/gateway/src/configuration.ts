import path from 'node:path';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../../..');
const port = z.coerce.number().int().min(0).max(65_535);
const postgres = z.url({ protocol: /^postgres(ql)?$/ });

/** Everything the gateway is told from outside, by environment variables; docs/operations explains each. */
const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.default(4200),
  HOST: z.string().default('127.0.0.1'),
  /** Origin that browsers see. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** May change the schema: used for migrations at the start, then closed. */
  DATABASE_URL: postgres,
  /** What the gateway runs with; without it, the owner is used in development only. */
  DATABASE_RUNTIME_URL: postgres.optional(),
  LONGVIEW_PROVINCE: z.string().min(1),
  /** Folder of the gateway's own keys; made in development, must be there in production. */
  LONGVIEW_SECRETS: z.string().default(path.join(root, '.data/secrets')),
  LONGVIEW_PORTAL: z.string().default(path.join(root, 'apps/portal/dist/site')),
  LONGVIEW_VIEWER: z.string().default(path.join(root, 'apps/viewer/dist')),
  LONGVIEW_DOCUMENTS: z.string().default(path.join(root, 'libs/graphql-client/src/generated/persisted-documents.json')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Addresses of proxies whose X-Forwarded-* is believed, as Express's "trust proxy". */
  TRUSTED_PROXIES: z.string().default('loopback'),
  /** Prefix of the internal nginx location that carries pixels (X-Accel-Redirect); absent: the gateway carries them. */
  LONGVIEW_ACCELERATE_THROUGH: z.string().regex(/^\/[\w/-]+$/).optional(),
  LOG_IN_ATTEMPTS_PER_MINUTE: z.coerce.number().int().positive().default(300),
});

export interface Configuration {
  readonly isProduction: boolean;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly isSecure: boolean;
  readonly ownerUrl: string;
  readonly runtimeUrl: string;
  readonly provinceFile: string;
  readonly secretsFolder: string;
  readonly portalFolder: string;
  readonly viewerFolder: string;
  readonly documentsFile: string;
  readonly logLevel: string;
  readonly trustedProxies: string;
  readonly accelerateThrough?: string;
  readonly logInAttemptsPerMinute: number;
}

/** Settings with which the gateway must not start. The message names variables, never their values. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationFault';
  readonly code = 'CONFIGURATION_INVALID';
}

/** @throws {ConfigurationInvalid} naming each variable and what it should be. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  // An empty variable is one that was not set: compose files write them so.
  const parsed = environmentSchema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
  if (!parsed.success) throw new ConfigurationInvalid(`The environment is not complete:\n${parsed.error.issues.map(({ path: [name], message }) => `  ${String(name)}: ${message}`).join('\n')}`);
  const given = parsed.data;
  const isProduction = given.NODE_ENV === 'production';
  const publicUrl = given.PUBLIC_URL ?? `http://localhost:${given.PORT}`;
  const { protocol, hostname } = new URL(publicUrl);
  const isSecure = protocol === 'https:';
  if (isProduction && !isSecure && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) throw new ConfigurationInvalid('PUBLIC_URL must be https in production: cookies and records cross the network.');
  if (isProduction && given.DATABASE_RUNTIME_URL === undefined) throw new ConfigurationInvalid('DATABASE_RUNTIME_URL must be set in production: the gateway does not run as the owner of its tables.');
  return {
    isProduction, publicUrl, isSecure, port: given.PORT, host: given.HOST, ownerUrl: given.DATABASE_URL, runtimeUrl: given.DATABASE_RUNTIME_URL ?? given.DATABASE_URL,
    provinceFile: path.resolve(given.LONGVIEW_PROVINCE), secretsFolder: path.resolve(given.LONGVIEW_SECRETS), portalFolder: path.resolve(given.LONGVIEW_PORTAL),
    viewerFolder: path.resolve(given.LONGVIEW_VIEWER), documentsFile: path.resolve(given.LONGVIEW_DOCUMENTS), logLevel: given.LOG_LEVEL, trustedProxies: given.TRUSTED_PROXIES,
    logInAttemptsPerMinute: given.LOG_IN_ATTEMPTS_PER_MINUTE,
    ...(given.LONGVIEW_ACCELERATE_THROUGH !== undefined && { accelerateThrough: given.LONGVIEW_ACCELERATE_THROUGH }),
  };
}
