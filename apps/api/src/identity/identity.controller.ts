import { Controller, Req, Res } from '@nestjs/common';
import {
  chooseLocale,
  getSession,
  signIn,
  signOut,
  signOutEverywhere,
  type Session,
} from '@yinqi/contracts/identity';
import type { RouteInput } from '@yinqi/contracts/route';
import type { Response } from 'express';
import type { Caller } from '../platform/database/caller.js';
import type { ApiRequest } from '../platform/http/api-request.js';
import { BrowserSessionCookie } from '../platform/http/browser-trust.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { IdentityService } from './identity.service.js';

@Controller()
export class IdentityController {
  constructor(
    private readonly identity: IdentityService,
    private readonly cookie: BrowserSessionCookie,
  ) {}

  @Route(signIn)
  async signIn(
    @Input() input: RouteInput<typeof signIn>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const { username, password } = input.body;
    const { token, expiresAt, session } = await this.identity.signIn(username, password, request.ip ?? '');
    this.cookie.write(response, token, expiresAt);
    return session;
  }

  @Route(getSession)
  getSession(@CurrentCaller() caller: Caller, @Req() request: ApiRequest): Promise<Session> {
    return this.identity.sessionOf(caller, this.cookie.read(request) ?? '');
  }

  @Route(signOut)
  signOut(
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ ended: number }> {
    this.cookie.clear(response);
    return this.identity.signOut(caller);
  }

  @Route(signOutEverywhere)
  signOutEverywhere(
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ ended: number }> {
    this.cookie.clear(response);
    return this.identity.signOutEverywhere(caller);
  }

  @Route(chooseLocale)
  chooseLocale(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof chooseLocale>,
    @Req() request: ApiRequest,
  ): Promise<Session> {
    return this.identity.chooseLocale(caller, this.cookie.read(request) ?? '', input.body.locale);
  }
}
