import { Controller } from '@nestjs/common';
import { listOrganisations } from '@yinqi/contracts/identity';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { OrganisationsStore } from './organisations.store.js';

@Controller()
export class OrganisationsController {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsStore,
  ) {}

  @Route(listOrganisations)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listOrganisations>,
  ): Promise<RouteResult<typeof listOrganisations>> {
    const after = decodeCursor(query.cursor, ['text', 'integer']);
    const filter = { kinds: query.kind, parentId: query.parentId, search: query.search };
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.organisations.list(tx, filter, after, query.limit);
      return pageOfRows(
        rows,
        query.limit,
        total,
        (row) => ({
          id: row.id,
          kind: row.kind,
          name: row.name,
          nameEn: row.name_en,
          regionCode: row.region_code,
          unitLevel: row.unit_level,
          bankType: row.bank_type,
          parentId: row.parent_id,
        }),
        (row) => [row.kind, row.lft],
      );
    });
  }
}
