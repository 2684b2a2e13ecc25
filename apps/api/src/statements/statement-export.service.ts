import { Injectable } from '@nestjs/common';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { statementWorkbook } from './statement-workbook.js';
import { StatementsStore } from './statements.store.js';

/** As many as a file has lines, and the ledger's besides. */
const MOST_ITEMS = 200_000;

/** What became of every line and every entry, as a workbook for the files of both sides. */
@Injectable()
export class StatementExportService {
  constructor(
    private readonly database: Database,
    private readonly store: StatementsStore,
  ) {}

  async write(caller: Caller, id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const { statement, items } = await this.database.asCaller(caller, async (tx) => {
      const found = await this.store.find(tx, id);
      if (found === undefined) throw notFound();
      return { statement: found, items: (await this.store.items(tx, id, undefined, 0, MOST_ITEMS)).rows };
    });
    if (statement.status !== 'read') throw new DomainError('import.not_ready');
    return {
      name: `${statement.fileName.replace(/\.(xlsx|csv|txt|tsv)$/i, '')}-核对结果.xlsx`,
      bytes: await statementWorkbook(statement, items),
    };
  }
}
