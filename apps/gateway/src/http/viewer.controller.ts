import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RequiresAccess } from '@longview/authentication';
import type { ViewerSite } from '@longview/imaging';
import { VIEWER_SITE } from '../tokens.js';

/** The viewer. The pixels that it asks for come through a door of their own. */
@Controller()
export class ViewerController {
  constructor(@Inject(VIEWER_SITE) private readonly viewer: ViewerSite | undefined) {}

  @Get('viewer/*path')
  @RequiresAccess('anyone')
  serveViewer(@Req() request: Request, @Res() response: Response): void {
    if (!this.viewer) return void response.status(503).end();
    // Its pages are shown in a frame of the portal and bring a policy of their own.
    response.removeHeader('x-frame-options');
    this.viewer.handle({ method: request.method, target: request.originalUrl, acceptEncoding: request.get('accept-encoding') }, response);
  }
}
