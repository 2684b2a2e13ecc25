import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { statementUploaded } from '@yinqi/contracts/events';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type {
  listStatementItems,
  listStatements,
  Statement,
  uploadStatement,
} from '@yinqi/contracts/statements';
import { refuseUnreadable } from '../imports/workbooks.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { publish } from '../platform/outbox/outbox.js';
import { itemView, statementView } from './statement-view.js';
import { StatementsStore, type StatementRow } from './statements.store.js';

const fault = (pointer: string, code: string): DomainError =>
  new DomainError('request.invalid', { faults: [{ pointer, code }] });

/** Uploads and readings of statements. */
@Injectable()
export class StatementsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: StatementsStore,
    private readonly clock: Clock,
  ) {}

  async upload(
    caller: Caller,
    command: Command,
    { bytes, query }: RouteInput<typeof uploadStatement>,
  ): Promise<Statement> {
    const now = this.clock.now();
    if (query.toOn < query.fromOn) throw fault('/query/toOn', 'before_start');
    if (query.toOn > chinaDate(now)) throw fault('/query/toOn', 'in_future');
    await this.database.asCaller(caller, (tx) => this.ownPool(tx, query.poolId));
    await refuseUnreadable(bytes);
    const { openingFen = null, closingFen = null, ...named } = query;
    const statement = {
      ...named,
      id: randomUUID(),
      organisationId: caller.organisationId,
      sha256: createHash('sha256').update(bytes).digest(),
      bytes,
      openingFen,
      closingFen,
      createdBy: caller.accountId,
      createdByName: caller.displayName,
    };
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        if (await this.store.insert(tx, statement, now)) {
          await publish(tx, statementUploaded, { statementId: statement.id });
          return { resourceId: statement.id };
        }
        const earlier = await this.store.findSame(tx, statement);
        if (!earlier) throw notFound();
        return { resourceId: earlier.id };
      },
      async (tx, id) => statementView(await this.found(tx, id)),
    );
  }

  list(
    caller: Caller,
    query: RouteInput<typeof listStatements>['query'],
  ): Promise<RouteResult<typeof listStatements>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.store.list(tx, after, query.limit);
      return pageOfRows(rows, query.limit, total, statementView, (row) => [row.createdAt, row.id]);
    });
  }

  get(caller: Caller, id: string): Promise<Statement> {
    return this.database.asCaller(caller, async (tx) => statementView(await this.found(tx, id)));
  }

  /** In the background, as the first time: the ledger may hold as many movements as the file has lines. */
  compareAgain(caller: Caller, command: Command, id: string): Promise<Statement> {
    const next = { id: randomUUID(), createdBy: caller.accountId, createdByName: caller.displayName };
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const { status } = await this.found(tx, id);
        if (status !== 'read') throw new DomainError('import.not_ready');
        if (!(await this.store.follow(tx, id, next, this.clock.now()))) {
          throw new DomainError('statement.followed');
        }
        await publish(tx, statementUploaded, { statementId: next.id });
        return { resourceId: next.id };
      },
      async (tx, made) => statementView(await this.found(tx, made)),
    );
  }

  items(
    caller: Caller,
    id: string,
    query: RouteInput<typeof listStatementItems>['query'],
  ): Promise<RouteResult<typeof listStatementItems>> {
    const after = decodeCursor(query.cursor, ['integer'])?.[0];
    return this.database.asCaller(caller, async (tx) => {
      await this.found(tx, id);
      const last = typeof after === 'number' ? after : 0;
      const { rows, total } = await this.store.items(tx, id, query.outcome, last, query.limit);
      return pageOfRows(
        rows,
        query.limit,
        total,
        (row) => itemView(row, caller),
        ({ item }) => [item],
      );
    });
  }

  private async ownPool(tx: Tx, poolId: string): Promise<void> {
    if (!(await this.store.hasPool(tx, poolId))) throw notFound();
  }

  private async found(tx: Tx, id: string): Promise<StatementRow> {
    const row = await this.store.find(tx, id);
    if (row === undefined) throw notFound();
    return row;
  }
}
