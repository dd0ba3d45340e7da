import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RequiresAccess } from '@longview/authentication';
import type { Composition } from '../composition/compose.js';
import { COMPOSITION } from '../tokens.js';

export const SCIM_PATH = '/scim/v2';

/** SCIM 2.0 over HTTP: a bearer token of its own instead of a session. What is asked and answered is the endpoint's to say. */
@Controller('scim')
export class ScimController {
  constructor(@Inject(COMPOSITION) private readonly composition: Composition) {}

  @All('{*path}')
  @RequiresAccess('anyone')
  async answer(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { requestId } = response.locals as { readonly requestId: string };
    const url = new URL(request.originalUrl, this.composition.configuration.publicUrl);
    const isOurs = url.pathname === SCIM_PATH || url.pathname.startsWith(`${SCIM_PATH}/`);
    const { status, headers, body } = await this.composition.scim.handle({
      method: request.method, path: isOurs ? url.pathname.slice(SCIM_PATH.length) : '/none', query: url.searchParams, baseUrl: new URL(SCIM_PATH, this.composition.configuration.publicUrl).href, requestId,
      authorization: request.get('authorization'), ifMatch: request.get('if-match'), ifNoneMatch: request.get('if-none-match'), contentType: request.get('content-type'), clientAddress: request.ip, body: request.body as unknown,
    });
    response.status(status).set(headers).setHeader('cache-control', 'no-store');
    if (body) response.setHeader('content-type', 'application/scim+json; charset=utf-8').send(JSON.stringify(body));
    else response.end();
  }
}
