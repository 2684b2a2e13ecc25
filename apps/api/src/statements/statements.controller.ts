import { Controller, Res } from '@nestjs/common';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import {
  compareStatementAgain,
  exportStatement,
  getStatement,
  listStatementItems,
  listStatements,
  repairStatementItem,
  settleStatementItem,
  uploadStatement,
  type Statement,
  type StatementItem,
} from '@yinqi/contracts/statements';
import type { Response } from 'express';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { StatementExportService } from './statement-export.service.js';
import { StatementItemsService } from './statement-items.service.js';
import { StatementsService } from './statements.service.js';

@Controller()
export class StatementsController {
  constructor(
    private readonly statements: StatementsService,
    private readonly itemsService: StatementItemsService,
    private readonly exports: StatementExportService,
  ) {}

  @Route(uploadStatement)
  upload(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof uploadStatement>,
  ): Promise<Statement> {
    return this.statements.upload(caller, command, input);
  }

  @Route(listStatements)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listStatements>,
  ): Promise<RouteResult<typeof listStatements>> {
    return this.statements.list(caller, query);
  }

  @Route(getStatement)
  get(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getStatement>,
  ): Promise<Statement> {
    return this.statements.get(caller, params.id);
  }

  @Route(compareStatementAgain)
  compareAgain(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params }: RouteInput<typeof compareStatementAgain>,
  ): Promise<Statement> {
    return this.statements.compareAgain(caller, command, params.id);
  }

  @Route(listStatementItems)
  items(
    @CurrentCaller() caller: Caller,
    @Input() { params, query }: RouteInput<typeof listStatementItems>,
  ): Promise<RouteResult<typeof listStatementItems>> {
    return this.statements.items(caller, params.id, query);
  }

  @Route(settleStatementItem)
  settle(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof settleStatementItem>,
  ): Promise<StatementItem> {
    return this.itemsService.settle(caller, command, input);
  }

  @Route(repairStatementItem)
  repair(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof repairStatementItem>,
  ): Promise<StatementItem> {
    return this.itemsService.repair(caller, command, input);
  }

  @Route(exportStatement)
  async download(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof exportStatement>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Uint8Array> {
    const { name, bytes } = await this.exports.write(caller, params.id);
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return bytes;
  }
}
