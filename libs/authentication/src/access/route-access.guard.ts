import { Injectable, type CanActivate, type ExecutionContext, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { Sessions } from '../sessions/sessions.js';
import { reasonToRefuse } from './reason-to-refuse.js';
import { ACCESS_LEVEL, type AccessLevel } from './requires-access.js';

/** Lets a request through to a route only with the access that the route asks for. Stops the start for a route that asks for none. */
@Injectable()
export class RouteAccessGuard implements CanActivate, OnModuleInit {
  constructor(private readonly sessions: Sessions, private readonly reflector: Reflector, private readonly discovery: DiscoveryService, private readonly scanner: MetadataScanner) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const prototype: object = Object.getPrototypeOf(instance) as object;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = (prototype as Record<string, () => unknown>)[name]!;
        const isRoute = Reflect.hasMetadata(PATH_METADATA, handler);
        if (isRoute && this.levelOf(handler, metatype) === undefined) throw new Error(`The route ${metatype.name}.${name} does not say who may call it: annotate it with @RequiresAccess().`);
      }
    }
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Fields of the GraphQL schema are guarded in the schema itself, where a refusal is an answer.
    if (context.getType<string>() !== 'http') return true;
    const level = this.levelOf(context.getHandler(), context.getClass());
    if (level === 'anyone') return true;
    const http = context.switchToHttp();
    const caller = await this.sessions.callerOf(http.getRequest<Request>());
    const reason = reasonToRefuse(caller, level ?? 'acting');
    if (reason === undefined) return true;
    const code = reason.toUpperCase().replaceAll('-', '_');
    http.getResponse<Response>().status(caller.state === 'live' ? 403 : 401).setHeader('cache-control', 'no-store').json({ code });
    return false;
  }

  private levelOf(handler: Parameters<Reflector['get']>[1], controller: Parameters<Reflector['get']>[1]): AccessLevel | undefined {
    return this.reflector.getAllAndOverride<AccessLevel | undefined>(ACCESS_LEVEL, [handler, controller]);
  }
}
