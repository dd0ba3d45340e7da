import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RequiresAccess } from '@longview/authentication';
import type { Composition } from '../composition/compose.js';
import { COMPOSITION } from '../tokens.js';

const DAY_MS = 86_400_000;

/**
 * The signed heads of the access log, for anybody to keep and to compare: whoever kept one can show later that the log was
 * rewritten. Nothing here says what an event is about.
 */
@Controller('access-log')
export class AccessLogController {
  constructor(@Inject(COMPOSITION) private readonly composition: Composition) {}

  /** The newest head, or with `?day=2026-11-20` the last one that was signed on that day (UTC), once the day is over. */
  @Get('checkpoint')
  @RequiresAccess('anyone')
  async checkpoint(@Query('day') day: string | undefined, @Res() response: Response): Promise<void> {
    const dayStartsMs = day === undefined ? undefined : startOfDayMs(day);
    if (day !== undefined && dayStartsMs === undefined) return refuse(response, 'day is a date: 2026-11-20');
    const beforeMs = dayStartsMs === undefined ? undefined : dayStartsMs + DAY_MS;
    const isOver = beforeMs === undefined || beforeMs <= Date.now();
    const checkpoint = isOver ? await this.composition.auditProofs.headBefore(beforeMs) : undefined;
    if (checkpoint === undefined) return void response.status(404).setHeader('cache-control', 'no-store').json({ error: 'there is no such head' });
    response.status(200).setHeader('cache-control', 'no-store').type('text/plain; charset=utf-8').send(checkpoint);
  }

  /** RFC 9162 §2.1.4: that the log of `newSize` events continues the log of `oldSize`. Both are sizes of kept checkpoints. */
  @Get('consistency')
  @RequiresAccess('anyone')
  async consistency(@Query('oldSize') oldSize: string | undefined, @Query('newSize') newSize: string | undefined, @Res() response: Response): Promise<void> {
    const sizes = [oldSize, newSize].map((text) => (/^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : undefined));
    const [older, newer] = sizes;
    if (older === undefined || newer === undefined || older > newer) return refuse(response, 'oldSize and newSize are numbers of events, the older one first');
    const proof = await this.composition.auditProofs.proveConsistency(older, newer);
    if (!proof) return void response.status(404).setHeader('cache-control', 'no-store').json({ error: 'the sealed log is not that long' });
    response.status(200).setHeader('cache-control', 'no-store').json({ oldSize: older, newSize: newer, proof: proof.map((hash) => hash.toString('base64')) });
  }
}

/** A calendar day that exists; `undefined` for anything else. */
function startOfDayMs(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? undefined : ms;
}

function refuse(response: Response, error: string): void {
  response.status(400).setHeader('cache-control', 'no-store').json({ error });
}
