import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { getLadder, LadderView, rehearseLadder, setLadder } from '@yinqi/contracts/supervision';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { DEFAULT_LADDER, rehearse } from '@yinqi/domain/supervision';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { policyBook } from '../service-policies/service-policies.public.js';
import { parseSteps, readSteps, stepView } from './ladder-steps.js';
import { LaddersStore, type LadderRow } from './ladders.store.js';
import { lastQuarter } from './last-quarter.js';
import { MOST_CASES, StagesStore } from './stages.store.js';
import { supervisedStages } from './tried-stages.js';

const DEFAULT_VIEW: LadderView = {
  id: null,
  owner: null,
  version: 0,
  effectiveFrom: null,
  steps: DEFAULT_LADDER.map(stepView),
  createdBy: null,
};

/** 督办规则 of a bureau: read, tried on what has been, and published as a dated version. */
@Injectable()
export class LaddersService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly ladders: LaddersStore,
    private readonly stages: StagesStore,
    private readonly clock: Clock,
  ) {}

  present(caller: Caller): Promise<RouteResult<typeof getLadder>> {
    return this.database.asCaller(caller, async (tx) => {
      const today = chinaDate(this.clock.now());
      const present = await this.ladders.inForce(tx, caller.unit.lo, today);
      const coming = await this.ladders.coming(tx, caller.organisationId, today);
      return {
        present: present ? viewOf(present) : DEFAULT_VIEW,
        coming: coming ? viewOf(coming) : null,
      };
    });
  }

  set(caller: Caller, command: Command, { body }: RouteInput<typeof setLadder>): Promise<LadderView> {
    const read = readSteps(body.steps, '/body/steps');
    if (!read.ok) throw new DomainError('request.invalid', { faults: read.faults });
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const now = this.clock.now();
        if (body.effectiveFrom < chinaDate(now)) {
          throw new DomainError('request.invalid', {
            faults: [{ pointer: '/body/effectiveFrom', code: 'in_the_past' }],
          });
        }
        const id = randomUUID();
        await this.ladders.insert(
          tx,
          {
            id,
            organisation_id: caller.organisationId,
            effective_from: body.effectiveFrom,
            steps: read.steps.map(stepView),
            unit: caller.unit,
            createdBy: caller.accountId,
            createdByName: caller.displayName,
          },
          now,
        );
        return { resourceId: id };
      },
      async (tx, id) => {
        const row = await this.ladders.find(tx, id);
        if (!row) throw notFound();
        return viewOf(row);
      },
    );
  }

  /** How often each rung would have come in the last whole quarter, by the limits then in force. */
  rehearse(
    caller: Caller,
    { query }: RouteInput<typeof rehearseLadder>,
  ): Promise<RouteResult<typeof rehearseLadder>> {
    const read = parseSteps(query.steps, '/query/steps');
    if (!read.ok) throw new DomainError('request.invalid', { faults: read.faults });
    const now = this.clock.now();
    const quarter = lastQuarter(chinaDate(now));
    return this.database.asCaller(caller, async (tx) => {
      const histories = await this.stages.histories(tx, quarter.from);
      const stages = supervisedStages(histories, quarter, now);
      return {
        ...quarter,
        isWhole: histories.length < MOST_CASES,
        stages: stages.length,
        counts: [...rehearse(read.steps, stages, policyBook.calendar)],
      };
    });
  }
}

const viewOf = (row: LadderRow): LadderView => ({
  id: row.id,
  owner: { id: row.organisation_id, name: row.owner_name, nameEn: row.owner_name_en },
  version: row.version,
  effectiveFrom: row.effective_from,
  steps: [...row.steps],
  createdBy: row.created_by_name,
});
