import { Injectable } from '@nestjs/common';
import type { RUN_REASONS } from '@yinqi/contracts/match-runs';
import type { Tx } from '../../platform/database/database.js';

export type RunReason = (typeof RUN_REASONS)[number];

export type RunRow = {
  readonly id: string;
  readonly reason: RunReason;
  readonly total: number;
  readonly done: number;
  readonly started_at: string;
  readonly finished_at: string | null;
};

export type NewRun = {
  readonly id: string;
  readonly reason: RunReason;
  readonly total: number;
  readonly shards: number;
};

const COLUMNS = 'id, reason, total, done, started_at, finished_at';

@Injectable()
export class MatchRunsStore {
  /** Without a request to match it is finished as it begins. */
  async insert(tx: Tx, { id, reason, total, shards }: NewRun, now: Date): Promise<void> {
    await tx.execute(
      `insert into match_run (id, reason, total, shards, started_at, finished_at)
       values ($1, $2, $3, $4, $5, case when $4 = 0 then $5::timestamptz end)`,
      [id, reason, total, shards, now],
    );
  }

  async find(tx: Tx, id: string): Promise<RunRow | undefined> {
    return tx.first<RunRow>(`select ${COLUMNS} from match_run where id = $1`, [id]);
  }

  latest(tx: Tx, limit: number): Promise<RunRow[]> {
    return tx.rows<RunRow>(
      `select ${COLUMNS} from match_run order by finished_at is not null, started_at desc, id limit $1`,
      [limit],
    );
  }

  /**
   * Counts a shard, once because its delivery is done once. Requests come and go during a run: what was open when its
   * shard's turn came is, at the end, what there was to do. Answers whether it was the last.
   */
  async countShard(tx: Tx, id: string, requests: number, now: Date): Promise<boolean> {
    const row = await tx.first<{ done: boolean }>(
      `update match_run set done = done + $2, shards_done = shards_done + 1,
         total = case when shards_done + 1 = shards then done + $2 else total end,
         finished_at = case when shards_done + 1 = shards then $3::timestamptz end
       where id = $1 returning finished_at is not null as done`,
      [id, requests, now],
    );
    return row?.done ?? false;
  }
}
