import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FhirFault, toAnswer } from '@longview/audit-feed';
import { RequiresAccess } from '@longview/authentication';
import type { Composition } from '../composition/compose.js';
import { COMPOSITION } from '../tokens.js';

export const FHIR_PATH = '/fhir';

/** The access log over FHIR (ITI-81): an access token of its own instead of a session. What is asked and answered is the endpoint's to say. */
@Controller('fhir')
export class FhirController {
  constructor(@Inject(COMPOSITION) private readonly composition: Composition) {}

  @All('{*path}')
  @RequiresAccess('anyone')
  async answer(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { requestId } = response.locals as { readonly requestId: string };
    const url = new URL(request.originalUrl, this.composition.configuration.publicUrl);
    const isForm = request.method !== 'POST' || request.is('application/x-www-form-urlencoded') !== false;
    const { status, headers = {}, mediaType, body } = isForm
      ? await this.composition.auditEvents.handle({
        method: request.method, path: url.pathname.slice(FHIR_PATH.length), query: url.searchParams, requestId, authorization: request.get('authorization'), clientAddress: request.ip,
        ...(typeof request.body === 'string' && { form: new URLSearchParams(request.body) }),
      })
      : toAnswer(new FhirFault(415, 'not-supported', 'Send application/x-www-form-urlencoded.'));
    response.status(status).set(headers).setHeader('cache-control', 'no-store').setHeader('content-type', `${mediaType}; charset=utf-8`).send(JSON.stringify(body));
  }
}
