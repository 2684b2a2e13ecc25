import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { rulePreviewAsked } from '@yinqi/contracts/events';
import { Clock } from '../../platform/clock/clock.js';
import { announce } from '../../platform/live/live.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { InStep } from '../percolation/in-step.js';
import { previewRule } from '../matching.queues.js';
import { RulePreviewCounter } from './rule-preview-counter.js';
import { RulePreviewsStore } from './rule-previews.store.js';

@Injectable()
export class RulePreviewConsumer extends Consumer<typeof rulePreviewAsked> {
  override readonly queue = previewRule;

  constructor(
    private readonly counter: RulePreviewCounter,
    private readonly store: RulePreviewsStore,
    private readonly inStep: InStep,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(
    { previewId }: EventPayload<typeof rulePreviewAsked>,
    delivery: Delivery,
  ): Promise<void> {
    await this.inStep.prepare();
    await delivery.once(async (tx) => {
      const asked = await this.store.find(tx, previewId);
      // Asked a day ago and purged since: nobody waits for it.
      if (!asked) return;
      await this.store.answer(tx, previewId, await this.counter.count(tx, asked, this.clock.now()));
      await announce(tx, { kind: 'rule_preview', id: previewId }, { organisationIds: [asked.bank_id] });
    });
  }
}
