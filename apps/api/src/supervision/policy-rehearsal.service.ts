import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { LatenessView, rehearseServicePolicy } from '@yinqi/contracts/service-policies';
import { tryPolicy, type StageTrial, type TriedStage } from '@yinqi/domain/clocks';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { consideredPolicy, policyBook, PolicyReader } from '../service-policies/service-policies.public.js';
import { lastQuarter } from './last-quarter.js';
import { MOST_CASES, StagesStore } from './stages.store.js';
import { beganWithin, triedStages, verifications } from './tried-stages.js';

const viewOf = ({ stage, lateness }: StageTrial): LatenessView => ({ stage, ...lateness });

/**
 * 时限试算: how many stages would have been late under times that are not yet published. Answered in numbers, by a role
 * that may read when stages began and ended and nothing else of a case (decision 17).
 */
@Injectable()
export class PolicyRehearsalService {
  constructor(
    private readonly database: Database,
    private readonly stages: StagesStore,
    private readonly reader: PolicyReader,
    private readonly clock: Clock,
  ) {}

  async rehearse({
    body,
  }: RouteInput<typeof rehearseServicePolicy>): Promise<RouteResult<typeof rehearseServicePolicy>> {
    const considered = consideredPolicy(body);
    const now = this.clock.now();
    const quarter = lastQuarter(chinaDate(now));
    await this.database.asService('app_public', (tx) => this.reader.read(tx));
    const [histories, spans] = await this.database.asService('app_counter', async (tx) => [
      await this.stages.histories(tx, quarter.from),
      await this.stages.verifications(tx, quarter.from),
    ]);
    const stages = [...triedStages(histories), ...verifications(spans)];
    const tried = (some: readonly TriedStage[]): LatenessView[] =>
      tryPolicy(some, {
        present: (programmeId, beganMs) => policyBook.policyFor(programmeId, beganMs),
        considered,
        calendar: policyBook.calendar,
        asOfMs: now.getTime(),
      }).map(viewOf);
    const isOfQuarter = beganWithin(quarter);
    return {
      ...quarter,
      asOf: now.toISOString(),
      isWhole: histories.length < MOST_CASES && spans.length < MOST_CASES,
      quarter: tried(stages.filter(({ timed }) => isOfQuarter(timed))),
      open: tried(stages.filter(({ timed }) => timed.endedMs === null)),
    };
  }
}
