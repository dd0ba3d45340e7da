import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RequiresAccess } from '@longview/authentication';
import type { Metrics } from '@longview/platform';
import { METRICS, READINESS } from '../tokens.js';
import type { Readiness } from '../readiness.js';

/** What a supervisor asks: is it alive, can people search, how is it doing. */
@Controller()
export class OperationsController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness, @Inject(METRICS) private readonly metrics: Metrics) {}

  @Get('healthz')
  @RequiresAccess('anyone')
  alive(): object {
    return { status: 'alive' };
  }

  @Get('readyz')
  @RequiresAccess('anyone')
  async ready(@Res() response: Response): Promise<void> {
    const report = await this.readiness.report();
    response.status(report.isReady ? 200 : 503).setHeader('cache-control', 'no-store').json(report);
  }

  /** For a collector on the same machine; from anywhere else there is nothing here. */
  @Get('metrics')
  @RequiresAccess('anyone')
  async numbers(@Req() request: Request, @Res() response: Response): Promise<void> {
    const isLocal = /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? '') && request.get('x-forwarded-for') === undefined;
    if (!isLocal) return void response.status(404).end();
    response.setHeader('content-type', this.metrics.contentType).send(await this.metrics.expose());
  }
}
