import { Injectable } from '@nestjs/common';
import type {
  changeFacility,
  decideFacilityTerms,
  FacilityTermsView,
  listFacilityTerms,
  OpeningBody,
  withdrawFacilityTerms,
} from '@yinqi/contracts/facility-terms';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { ProposalAct } from '@yinqi/domain/allotment';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../../platform/http/cursor.js';
import { FirstLimit } from '../allotments/first-limit.js';
import { facilityTermsView } from './facility-terms-view.js';
import { TermsRecords } from './terms-records.js';

/** Opening tools and changing their terms: at once where one person may, else by a second one's word. */
@Injectable()
export class FacilityTermsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly records: TermsRecords,
    private readonly firstLimit: FirstLimit,
    private readonly clock: Clock,
  ) {}

  open(caller: Caller, command: Command, body: OpeningBody): Promise<FacilityTermsView> {
    return this.run(caller, command, (tx) => this.records.open(tx, caller, body));
  }

  change(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof changeFacility>,
  ): Promise<FacilityTermsView> {
    return this.run(caller, command, (tx) => this.records.change(tx, caller, input));
  }

  decide(
    caller: Caller,
    command: Command,
    { params, body, version }: RouteInput<typeof decideFacilityTerms>,
  ): Promise<FacilityTermsView> {
    return this.answer(caller, command, { id: params.id, version, ...body });
  }

  withdraw(
    caller: Caller,
    command: Command,
    { params, version }: RouteInput<typeof withdrawFacilityTerms>,
  ): Promise<FacilityTermsView> {
    return this.answer(caller, command, { id: params.id, version, act: 'withdraw', note: null });
  }

  read(caller: Caller, id: string): Promise<FacilityTermsView> {
    return this.database.asCaller(caller, async (tx) =>
      facilityTermsView(await this.records.find(tx, id), caller),
    );
  }

  list(
    caller: Caller,
    { facilityId, state, cursor, limit }: RouteInput<typeof listFacilityTerms>['query'],
  ): Promise<RouteResult<typeof listFacilityTerms>> {
    const after = decodeCursor(cursor, ['integer', 'instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.records.list(tx, { facilityId, states: state }, after, limit);
      return pageOfRows(
        rows,
        limit,
        total,
        (row) => facilityTermsView(row, caller),
        (row) => [row.waits, row.proposedAt, row.id],
      );
    });
  }

  private answer(
    caller: Caller,
    command: Command,
    answer: {
      readonly id: string;
      readonly version: number;
      readonly act: ProposalAct;
      readonly note: string | null;
    },
  ): Promise<FacilityTermsView> {
    return this.run(caller, command, (tx) => this.records.answer(tx, caller, answer));
  }

  private async run(
    caller: Caller,
    command: Command,
    perform: (tx: Tx) => Promise<string>,
  ): Promise<FacilityTermsView> {
    const row = await this.commands.run(
      caller,
      command,
      async (tx) => ({ resourceId: await perform(tx) }),
      (tx, id) => this.records.find(tx, id),
    );
    // The total is an entry of the ledger, whose poster commits by itself. Cut off in between, the tool stands there with
    // an empty pool, and a second sending or an adjustment by hand gives it its total.
    const { opening, appliedAt, poolId, terms } = row;
    if (opening !== null && appliedAt !== null && poolId !== null && terms.totalFen !== null) {
      if (opening.authority !== 'SHADOW') await this.postTotal(caller, row, poolId, terms.totalFen);
    }
    return facilityTermsView(row, caller);
  }

  private postTotal(
    caller: Caller,
    row: Awaited<ReturnType<TermsRecords['find']>>,
    poolId: string,
    totalFen: string,
  ): Promise<void> {
    const now = this.clock.now();
    const { id: termsId, facilityId, reason, terms, decidedBy, decidedByName } = row;
    return this.firstLimit.post(
      caller,
      {
        termsId,
        facilityId,
        poolId,
        totalFen,
        reason,
        documentNumber: terms.documentNumber,
        on: chinaDate(now),
        proposer: { id: row.proposedBy, name: row.proposedByName },
        approver:
          decidedBy === null || decidedByName === null ? null : { id: decidedBy, name: decidedByName },
      },
      now,
    );
  }
}
