import { Controller, Res } from '@nestjs/common';
import {
  commitImport,
  downloadFaultyRows,
  dropImportRows,
  editImportRow,
  getImport,
  listImportRows,
  listImports,
  mapImportColumn,
  repairImportRows,
  undoImport,
  uploadCorrections,
  uploadImport,
  type ImportBatch,
  type ImportRow,
} from '@yinqi/contracts/imports';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Response } from 'express';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { FaultyRowsService } from './faulty-rows.service.js';
import { ImportCommitService } from './import-commit.service.js';
import { ImportEditingService } from './import-editing.service.js';
import { ImportsService } from './imports.service.js';

@Controller()
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly editing: ImportEditingService,
    private readonly faultyRows: FaultyRowsService,
    private readonly commits: ImportCommitService,
  ) {}

  @Route(uploadImport)
  upload(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof uploadImport>,
  ): Promise<ImportBatch> {
    return this.imports.upload(caller, command, input);
  }

  @Route(listImports)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listImports>,
  ): Promise<RouteResult<typeof listImports>> {
    return this.imports.list(caller, query);
  }

  @Route(getImport)
  get(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getImport>,
  ): Promise<ImportBatch> {
    return this.imports.get(caller, params.id);
  }

  @Route(listImportRows)
  listRows(
    @CurrentCaller() caller: Caller,
    @Input() { params, query }: RouteInput<typeof listImportRows>,
  ): Promise<RouteResult<typeof listImportRows>> {
    return this.imports.listRows(caller, params.id, query);
  }

  @Route(editImportRow)
  editRow(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof editImportRow>,
  ): Promise<ImportRow> {
    return this.editing.editRow(caller, command, input);
  }

  @Route(dropImportRows)
  drop(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof dropImportRows>,
  ): Promise<ImportBatch> {
    return this.editing.drop(caller, command, input);
  }

  @Route(repairImportRows)
  repair(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof repairImportRows>,
  ): Promise<ImportBatch> {
    return this.editing.repair(caller, command, input);
  }

  @Route(mapImportColumn)
  mapColumn(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof mapImportColumn>,
  ): Promise<ImportBatch> {
    return this.editing.mapColumn(caller, command, input);
  }

  @Route(downloadFaultyRows)
  async download(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof downloadFaultyRows>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Uint8Array> {
    const { name, bytes } = await this.faultyRows.write(caller, params.id);
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return bytes;
  }

  @Route(uploadCorrections)
  merge(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof uploadCorrections>,
  ): Promise<ImportBatch> {
    return this.editing.merge(caller, command, input);
  }

  @Route(commitImport)
  commit(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof commitImport>,
  ): Promise<ImportBatch> {
    return this.commits.commit(caller, command, input);
  }

  @Route(undoImport)
  undo(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof undoImport>,
  ): Promise<ImportBatch> {
    return this.commits.undo(caller, command, input);
  }
}
