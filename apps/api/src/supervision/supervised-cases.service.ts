import { Injectable } from '@nestjs/common';
import type { listSupervisedCases } from '@yinqi/contracts/supervision';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { workingMinutesBetween } from '@yinqi/domain/calendar';
import { colourOf } from '@yinqi/domain/supervision';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { policyBook } from '../service-policies/service-policies.public.js';
import { LetterParts, namedIn } from './letter-parts.js';

/** 督办清单: what is near, behind and overdue in the bureau's territory. */
@Injectable()
export class SupervisedCasesService {
  constructor(
    private readonly database: Database,
    private readonly parts: LetterParts,
    private readonly clock: Clock,
  ) {}

  list(
    caller: Caller,
    { query }: RouteInput<typeof listSupervisedCases>,
  ): Promise<RouteResult<typeof listSupervisedCases>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    const asOf = this.clock.now();
    const { supervised } = this.parts;
    return this.database.asCaller(caller, async (tx) => {
      const counts = await supervised.counts(tx, asOf);
      const colours = query.colour ?? (['blue', 'yellow', 'red'] as const);
      const total = [...new Set(colours)].reduce((sum, colour) => sum + counts[colour], 0);
      const rows = await supervised.list(tx, { asOf, colours: query.colour }, after, query.limit + 1);
      const names = await this.parts.names(tx, rows);
      const page = pageOfRows(
        rows,
        query.limit,
        total,
        (row) => ({
          engagementId: row.engagement_id,
          requestNumber: row.request_number,
          enterpriseName: row.enterprise_name,
          bank: namedIn(names, row.bank_id),
          branch: namedIn(names, row.branch_id),
          officerName: row.officer_name,
          duty: row.duty,
          dueAt: row.due_at,
          lateMinutes: workingMinutesBetween(Date.parse(row.due_at), asOf.getTime(), policyBook.calendar)
            .minutes,
          colour: colourOf(row.red, Date.parse(row.due_at), asOf.getTime()),
          level: row.level,
          told: row.told,
          letter:
            row.letter_id === null || row.letter_status === null || row.letter_colour === null
              ? null
              : { id: row.letter_id, state: row.letter_status, colour: row.letter_colour },
        }),
        (row) => [row.due_at, row.engagement_id],
      );
      return { ...page, asOf: asOf.toISOString(), counts };
    });
  }
}
