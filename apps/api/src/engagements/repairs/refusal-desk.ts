import { Injectable } from '@nestjs/common';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { CaseDesk, type OpenCase } from '../case-desk.js';
import { EngagementMoves } from '../engagement-moves.js';
import { EngagementReader } from '../engagement-reader.js';
import { Sending, type Started } from '../sending.js';

type Named = { readonly params: { readonly id: string }; readonly version: number };

/** A command on one case at the version its sender has seen, answered with the case as it then stands. */
@Injectable()
export class RefusalDesk {
  constructor(
    private readonly commands: Commands,
    private readonly cases: CaseDesk,
    private readonly sending: Sending,
    private readonly reader: EngagementReader,
    readonly moves: EngagementMoves,
  ) {}

  run(
    caller: Caller,
    command: Command,
    { params, version }: Named,
    perform: (tx: Tx, open: OpenCase) => Promise<void>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await perform(tx, await this.cases.open(tx, caller, params.id, version));
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }

  /** Request before engagement: everybody takes hold of them in this order. */
  runWithRequest(
    caller: Caller,
    command: Command,
    { params, version }: Named,
    perform: (tx: Tx, started: Started, open: OpenCase) => Promise<void>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const started = await this.sending.startFor(tx, params.id);
        await perform(tx, started, await this.cases.open(tx, caller, params.id, version));
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }
}
