import { Controller } from '@nestjs/common';
import type { RouteInput } from '@yinqi/contracts/route';
import { askRulePreview, getRulePreview, type RulePreview } from '@yinqi/contracts/rule-previews';
import type { Caller } from '../../platform/database/caller.js';
import { CurrentCaller, Input, Route } from '../../platform/http/route.decorator.js';
import { RulePreviewsService } from './rule-previews.service.js';

@Controller()
export class RulePreviewsController {
  constructor(private readonly previews: RulePreviewsService) {}

  @Route(askRulePreview)
  ask(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof askRulePreview>,
  ): Promise<RulePreview> {
    return this.previews.ask(caller, input.body);
  }

  @Route(getRulePreview)
  read(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof getRulePreview>,
  ): Promise<RulePreview> {
    return this.previews.read(caller, input.params.id);
  }
}
