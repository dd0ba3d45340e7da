import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RequiresAccess, Sessions } from '@longview/authentication';
import type { SessionEvent } from '@longview/persistence';
import type { Composition } from '../composition/compose.js';
import { COMPOSITION } from '../tokens.js';

/**
 * Files of the access log. Asked for over GraphQL, fetched here by a POST with the ticket, so that neither an address nor a
 * history says what it is about. A file is streamed; whoever leaves ends it.
 */
@Controller('access-reports')
export class AccessReportsController {
  constructor(@Inject(COMPOSITION) private readonly composition: Composition, @Inject(Sessions) private readonly sessions: Sessions) {}

  @Post('file')
  @RequiresAccess('acting')
  async file(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { token } = (request.body ?? {}) as { readonly token?: unknown };
    const caller = await this.sessions.callerOf(request);
    if (caller.state !== 'live' || typeof token !== 'string') return void response.status(404).json({ error: NO_SUCH_FILE });
    const { requestId } = response.locals as { readonly requestId: string };
    const file = await this.composition.accessFiles.open({ actor: caller.actor, facts: { requestId, ...(request.ip && { clientAddress: request.ip }) } }, token);
    if (!file || 'code' in file) return void response.status(404).json({ error: NO_SUCH_FILE });
    response.status(200).set({ 'content-type': file.contentType, 'content-disposition': `attachment; filename="${file.fileName}"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const { sessionId } = caller.actor;
    const stop = (event: SessionEvent): void => {
      if (event.sessionId === sessionId && (event.kind === 'ended' || event.kind === 'locked')) response.destroy();
    };
    this.composition.sessionEvents.on('event', stop);
    try {
      await pipeline(Readable.from(file.chunks, { objectMode: false }), response);
    } catch (error) {
      // It has gone too far for an answer: a file without its last row is not whole. Who left meant to.
      if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') this.composition.api.log.error({ err: error, requestId }, 'a file of the access log was cut short');
    } finally {
      this.composition.sessionEvents.off('event', stop);
    }
  }
}

const NO_SUCH_FILE = 'there is no such file, or its ticket was used';
