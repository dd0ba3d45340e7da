import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Post, type ExecutionContext } from '@nestjs/common';
import { MetadataScanner, Reflector, type DiscoveryService } from '@nestjs/core';
import type { Caller, Sessions } from '../sessions/sessions.js';
import { RequiresAccess } from './requires-access.js';
import { RouteAccessGuard } from './route-access.guard.js';

@Controller()
class Annotated {
  @Get('open') @RequiresAccess('anyone') open(): void {}
  @Get('mine') @RequiresAccess('signed-in') mine(): void {}
  @Post('patients') @RequiresAccess('acting') patients(): void {}
  helper(): void {}
}

@Controller()
class Forgotten {
  @Get('secret') secret(): void {}
}

const guardFor = (controller: new () => object, caller: Caller = { state: 'ended' }): RouteAccessGuard =>
  new RouteAccessGuard({ callerOf: async () => caller } as unknown as Sessions, new Reflector(), { getControllers: () => [{ instance: new controller(), metatype: controller }] } as unknown as DiscoveryService, new MetadataScanner());

async function ask(caller: object, name: keyof Annotated): Promise<string> {
  let answered = '';
  const response = { status: (code: number) => { answered = String(code); return response; }, setHeader: () => response, json: ({ code }: { code: string }) => { answered += ` ${code}`; } };
  const context = { getType: () => 'http', getHandler: () => Annotated.prototype[name], getClass: () => Annotated, switchToHttp: () => ({ getRequest: () => ({}), getResponse: () => response }) } as unknown as ExecutionContext;
  return (await guardFor(Annotated, caller as Caller).canActivate(context)) ? 'through' : answered;
}

describe('the guard on every route', () => {
  it('stops the start when a route does not say who may call it', () => {
    expect(() => guardFor(Forgotten).onModuleInit()).toThrow('The route Forgotten.secret does not say who may call it');
    expect(() => guardFor(Annotated).onModuleInit()).not.toThrow();
  });

  it.each<[keyof Annotated, object, string]>([
    ['open', { state: 'ended' }, 'through'],
    ['mine', { state: 'ended' }, '401 SESSION_ENDED'], ['mine', { state: 'locked' }, '401 SESSION_LOCKED'], ['mine', { state: 'live', actor: {} }, 'through'],
    ['patients', { state: 'ended' }, '401 SESSION_ENDED'], ['patients', { state: 'locked' }, '401 SESSION_LOCKED'],
    ['patients', { state: 'live', actor: {} }, '403 ORGANIZATION_NOT_CHOSEN'], ['patients', { state: 'live', actor: { organizationId: 'mountain-brow', hasAcceptedAgreement: false } }, '403 AGREEMENT_REQUIRED'], ['mine', { state: 'live', actor: { hasAcceptedAgreement: false } }, 'through'],
    ['patients', { state: 'live', actor: { organizationId: 'mountain-brow', hasAcceptedAgreement: true } }, 'through'],
  ])('answers %s for %j with %s', async (route, caller, answer) => {
    expect(await ask(caller, route)).toBe(answer);
  });
});
