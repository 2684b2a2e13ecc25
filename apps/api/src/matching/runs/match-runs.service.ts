import { Injectable } from '@nestjs/common';
import type { MatchRun } from '@yinqi/contracts/match-runs';
import type { Caller } from '../../platform/database/caller.js';
import { Database } from '../../platform/database/database.js';
import { MatchRunsStore, type RunRow } from './match-runs.store.js';

const SHOWN = 20;

const viewOf = ({ id, reason, total, done, started_at, finished_at }: RunRow): MatchRun => ({
  id,
  reason,
  total,
  done,
  startedAt: started_at,
  finishedAt: finished_at,
});

@Injectable()
export class MatchRunsService {
  constructor(
    private readonly database: Database,
    private readonly store: MatchRunsStore,
  ) {}

  list(caller: Caller): Promise<{ items: MatchRun[] }> {
    return this.database.asCaller(caller, async (tx) => ({
      items: (await this.store.latest(tx, SHOWN)).map(viewOf),
    }));
  }
}
