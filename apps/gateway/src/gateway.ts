import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import { refuseForeignOrigins, Sessions } from '@longview/authentication';
import { ShownStudies } from '@longview/graphql-api';
import { openViewerSite } from '@longview/imaging';
import { applyMigrations } from '@longview/persistence';
import { createIdSource, createMetrics, systemClock, type Logger } from '@longview/platform';
import { readProvinceFile } from '@longview/province';
import { AppModule } from './app.module.js';
import { ACCESS_FILE_PATH } from './composition/access-reports.js';
import { compose } from './composition/compose.js';
import { ConfigurationInvalid, type Configuration } from './configuration.js';
import { readGatewayKeys } from './gateway-keys.js';
import { imagesDoor } from './http/images-door.js';
import { portalSite } from './http/portal-site.js';
import { FHIR_PATH } from './http/fhir.controller.js';
import { logRequests } from './http/request-log.js';
import { scimBody } from './http/scim-body.js';
import { SCIM_PATH } from './http/scim.controller.js';
import { securityHeaders } from './http/security-headers.js';
import { sessionMiddleware } from './http/session-middleware.js';
import { nestLogger } from './nest-logger.js';
import { Readiness } from './readiness.js';

const BACK_CHANNEL_LOGOUT = '/auth/backchannel-logout';
const MAX_BODY = '64kb';
/** Only somebody who is signed in and acts for an organization sends files of users. */
const MAX_FILE_BODY = '8mb';
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

export interface RunningGateway {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** From configuration to answering requests: migrations, parts, routes, listening. Rejects when anything of it is not right. */
export async function startGateway(configuration: Configuration, log: Logger): Promise<RunningGateway> {
  const province = await readProvinceFile(configuration.provinceFile);
  if (configuration.isProduction && province.isDemonstration) throw new ConfigurationInvalid('LONGVIEW_PROVINCE names a demonstration province: it does not run in production.');
  const keys = await readGatewayKeys(configuration.secretsFolder, { mayCreate: !configuration.isProduction });
  await applyMigrations(configuration.ownerUrl, decodeURIComponent(new URL(configuration.runtimeUrl).username));
  const composition = await compose(configuration, province, keys, log);
  const [portal, viewer] = await Promise.all([orMissing(portalSite(configuration.portalFolder), 'portal', log), orMissing(openViewerSite(configuration.viewerFolder), 'viewer', log)]);
  const readiness = new Readiness(composition, { portal: portal !== undefined, viewer: viewer !== undefined });
  const metrics = createMetrics({ withProcessMetrics: true });

  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(composition, { viewer, readiness, metrics }), { logger: nestLogger(log), bodyParser: false, abortOnError: false });
  app.disable('x-powered-by');
  app.set('trust proxy', configuration.trustedProxies);
  app.use(logRequests(log, systemClock, createIdSource(systemClock)), securityHeaders(configuration.isSecure), refuseForeignOrigins(configuration.publicUrl, [BACK_CHANNEL_LOGOUT]));
  const session = sessionMiddleware({ pool: composition.sessionPool, secret: keys.session, isSecure: configuration.isSecure, absoluteTimeoutMs: province.session.absoluteTimeoutMs, log });
  // Before everything else that knows sessions: hundreds of frames a second come this way.
  const images = imagesDoor({ sessions: app.get(Sessions, { strict: false }), gate: composition.gate, session, clock: systemClock });
  app.use('/dicom-web', images.handle);
  app.use(['/auth', '/graphql', ACCESS_FILE_PATH], images.forgetCaller, session);
  app.use(ACCESS_FILE_PATH, express.json({ limit: MAX_BODY }), express.urlencoded({ extended: false, limit: MAX_BODY }));
  const [small, large] = [express.json({ limit: MAX_BODY }), express.json({ limit: MAX_FILE_BODY })];
  app.use('/graphql', (request: Request, response: Response, next: NextFunction) => (request.session.logIn?.organizationId === undefined ? small : large)(request, response, next));
  app.use(SCIM_PATH, ...scimBody());
  app.use(FHIR_PATH, express.text({ type: 'application/x-www-form-urlencoded', limit: MAX_BODY }));
  app.use(BACK_CHANNEL_LOGOUT, express.urlencoded({ extended: false, limit: MAX_BODY }));
  // Before the routes, because Nest's own answer to unknown addresses stands right behind them.
  if (portal) app.use(portal);
  app.use(answerFaults(log));
  await app.init();

  const shownStudies = app.get(ShownStudies, { strict: false });
  composition.sessionEvents.on('event', ({ kind, sessionId, subjectId }) => {
    if (kind === 'grant-ended' && subjectId !== undefined) composition.gate.revoke({ id: subjectId });
    if (kind === 'ended' || kind === 'locked' || kind === 'unlocked') images.forget(sessionId);
    if (kind === 'ended' || kind === 'locked') composition.gate.revoke({ sessionId });
    if (kind !== 'ended') return;
    composition.disclosure.forget(sessionId);
    shownStudies.forget(sessionId);
  });
  composition.sessionEvents.on('resumed', () => images.forget());

  const server = app.getHttpServer() as Server;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await app.listen(configuration.port, configuration.host);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      // Streams would keep the server open for as long as somebody looks at a page.
      app.get(Sessions, { strict: false }).close();
      server.closeAllConnections();
      await app.close();
      await composition.close();
    },
  };
}

async function orMissing<T>(opening: Promise<T>, what: string, log: Logger): Promise<T | undefined> {
  try {
    return await opening;
  } catch (error) {
    log.error({ err: error }, `the ${what} is not built: people cannot use it`);
    return undefined;
  }
}

/** What went wrong before any route: an answer without words from inside, and the number under which the log has the rest. */
function answerFaults(log: Logger) {
  // Express tells an error handler by its four parameters.
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const { requestId } = response.locals as { readonly requestId?: string };
    const given = (error as { status?: unknown }).status;
    const status = typeof given === 'number' && given >= 400 && given < 500 ? given : 500;
    if (status === 500) log.error({ err: error, requestId }, 'a request failed');
    if (response.headersSent) return void response.destroy();
    response.status(status).json({ errors: [{ message: status === 500 ? 'Something went wrong.' : 'The request cannot be read.', extensions: { code: status === 500 ? 'INTERNAL' : 'BAD_REQUEST', correlationId: requestId } }] });
  };
}
