import { Controller } from '@nestjs/common';
import {
  editEnterprise,
  getEnterprise,
  getOwnEnterprise,
  listEnterprises,
  registerEnterprise,
  type Enterprise,
} from '@yinqi/contracts/enterprises';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { EnterprisesService } from './enterprises.service.js';

@Controller()
export class EnterprisesController {
  constructor(private readonly enterprises: EnterprisesService) {}

  @Route(listEnterprises)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listEnterprises>,
  ): Promise<RouteResult<typeof listEnterprises>> {
    return this.enterprises.list(caller, query);
  }

  @Route(getEnterprise)
  get(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getEnterprise>,
  ): Promise<Enterprise> {
    return this.enterprises.get(caller, params.id);
  }

  @Route(getOwnEnterprise)
  getOwn(@CurrentCaller() caller: Caller): Promise<Enterprise> {
    return this.enterprises.get(caller, caller.organisationId);
  }

  @Route(registerEnterprise)
  register(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof registerEnterprise>,
  ): Promise<Enterprise> {
    return this.enterprises.register(caller, command, input);
  }

  @Route(editEnterprise)
  edit(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof editEnterprise>,
  ): Promise<Enterprise> {
    return this.enterprises.edit(caller, command, input);
  }
}
