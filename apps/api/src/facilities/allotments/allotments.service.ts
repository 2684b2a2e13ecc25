import { Injectable } from '@nestjs/common';
import type { AllotmentView, proposeAllotment } from '@yinqi/contracts/allotments';
import type { RouteInput } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands, type Done } from '../../platform/http/commands.js';
import { AllotmentLedger } from './allotment-ledger.js';
import { AllotmentRecords } from './allotment-records.js';
import { allotmentIdOf } from './allotment-posting.js';
import { NewAllotments } from './new-allotments.js';

/** What the holder of a tool does with its quota: small amounts at once, from the second-person amount on as a proposal. */
@Injectable()
export class AllotmentsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly news: NewAllotments,
    private readonly ledger: AllotmentLedger,
    private readonly records: AllotmentRecords,
  ) {}

  async propose(
    caller: Caller,
    command: Command,
    { body }: RouteInput<typeof proposeAllotment>,
  ): Promise<AllotmentView> {
    const id = allotmentIdOf(caller.organisationId, command.key);
    // A pool that is opened for it begins empty and harms nobody if the allotment is refused.
    const prepared = await this.database.asCaller(caller, async (tx) => {
      const earlier = await this.commands.earlier(tx, caller, command);
      return earlier ? undefined : this.news.prepare(tx, caller, id, body);
    });
    if (prepared === undefined) return this.records.read(caller, id);
    const { allotment } = prepared;
    const record = async (tx: Tx): Promise<Done> => {
      await this.news.insert(tx, allotment);
      await this.ledger.tell(tx, allotment);
      return { resourceId: id };
    };
    if (allotment.needs_second) {
      return this.commands.run(caller, command, record, (tx, made) => this.records.view(tx, caller, made));
    }
    await this.ledger.post(caller, command, { allotment, approverId: null }, record);
    return this.records.read(caller, id);
  }
}
