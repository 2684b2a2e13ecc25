import { Controller } from '@nestjs/common';
import {
  addWebhook,
  listWebhookDeliveries,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  resendWebhook,
  setWebhookState,
  testWebhook,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '@yinqi/contracts/webhooks';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { WebhooksService } from './webhooks.service.js';

@Controller()
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Route(listWebhooks)
  list(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof listWebhooks>> {
    return this.webhooks.list(caller);
  }

  @Route(addWebhook)
  add(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof addWebhook>,
  ): Promise<WebhookEndpoint> {
    return this.webhooks.add(caller, command, input);
  }

  @Route(renewWebhookSecret)
  renewSecret(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof renewWebhookSecret>,
  ): Promise<RouteResult<typeof renewWebhookSecret>> {
    return this.webhooks.renewSecret(caller, params.id);
  }

  @Route(setWebhookState)
  setState(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof setWebhookState>,
  ): Promise<WebhookEndpoint> {
    return this.webhooks.setState(caller, input);
  }

  @Route(listWebhookDeliveries)
  deliveries(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listWebhookDeliveries>,
  ): Promise<RouteResult<typeof listWebhookDeliveries>> {
    return this.webhooks.deliveries(caller, input);
  }

  @Route(testWebhook)
  test(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params }: RouteInput<typeof testWebhook>,
  ): Promise<WebhookDelivery> {
    return this.webhooks.test(caller, command, params.id);
  }

  @Route(resendWebhook)
  resend(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params }: RouteInput<typeof resendWebhook>,
  ): Promise<WebhookDelivery> {
    return this.webhooks.resend(caller, command, params.id);
  }

  @Route(removeWebhook)
  remove(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof removeWebhook>,
  ): Promise<RouteResult<typeof removeWebhook>> {
    return this.webhooks.remove(caller, params.id);
  }
}
