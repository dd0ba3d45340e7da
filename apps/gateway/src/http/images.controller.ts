import { All, Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RequiresAccess, Sessions } from '@longview/authentication';
import type { ViewerSite } from '@longview/imaging';
import type { Composition } from '../composition/compose.js';
import { COMPOSITION, VIEWER_SITE } from '../tokens.js';

/** Pixels through the gate, and the viewer that asks for them. */
@Controller()
export class ImagesController {
  constructor(
    private readonly sessions: Sessions,
    @Inject(COMPOSITION) private readonly composition: Composition,
    @Inject(VIEWER_SITE) private readonly viewer: ViewerSite | undefined,
  ) {}

  /** The gate itself answers 401 without a live session: every request here is decided and logged in one place. */
  @All('dicom-web/*path')
  @RequiresAccess('anyone')
  async dicomweb(@Req() request: Request, @Res() response: Response): Promise<void> {
    const caller = await this.sessions.callerOf(request);
    // The viewer asks by itself, every few seconds, whether it may stay: nobody need be there for that.
    if (caller.state === 'live' && !request.path.endsWith('/access')) await this.sessions.recordActivity(request);
    const { requestId } = response.locals as { readonly requestId: string };
    const windowStudyUid = request.get('longview-study');
    await this.composition.gate.handle({
      method: request.method, target: request.originalUrl, accept: request.get('accept'), requestId,
      actor: caller.state === 'live' ? caller.actor : undefined,
      ...(request.ip && { clientAddress: request.ip }),
      ...(windowStudyUid !== undefined && { windowStudyUid }),
    }, response);
  }

  @Get('viewer/*path')
  @RequiresAccess('anyone')
  serveViewer(@Req() request: Request, @Res() response: Response): void {
    if (!this.viewer) return void response.status(503).end();
    // Its pages are shown in a frame of the portal and bring a policy of their own.
    response.removeHeader('x-frame-options');
    this.viewer.handle({ method: request.method, target: request.originalUrl, acceptEncoding: request.get('accept-encoding') }, response);
  }
}
