import * as z from 'zod/mini';
import { id, idParams, instant, pageOf, pageQuery } from './fields.js';
import { defineRoute } from './route.js';

export const WEBHOOK_STATES = ['active', 'paused'] as const;
export const WEBHOOK_DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;
export const MOST_WEBHOOKS = 5;

export const webhookEndpoint = z.object({
  id,
  url: z.string(),
  state: z.enum(WEBHOOK_STATES),
  hasSecret: z.boolean(),
  /** Until then the secret before the present one signs too. */
  previousUntil: z.nullable(instant),
  createdBy: z.string(),
  createdAt: instant,
});
export type WebhookEndpoint = z.output<typeof webhookEndpoint>;

export const webhookDelivery = z.object({
  /** The `webhook-id` of every try. */
  id,
  type: z.string(),
  state: z.enum(WEBHOOK_DELIVERY_STATES),
  attempts: z.int(),
  /** `http_500`, `timeout` and the like; null before the first try. */
  lastResult: z.nullable(z.string()),
  lastAt: z.nullable(instant),
  createdAt: instant,
});
export type WebhookDelivery = z.output<typeof webhookDelivery>;

export const listWebhooks = defineRoute({
  id: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  summary: '消息推送地址',
  permission: 'webhooks.manage',
  /** `hosts`: whereto this installation sends at all; none, where it does not. */
  result: z.object({ hosts: z.array(z.string()), items: z.array(webhookEndpoint) }),
});

/** Paused until a secret is made for it. */
export const addWebhook = defineRoute({
  id: 'addWebhook',
  method: 'POST',
  path: '/webhooks',
  summary: '登记消息推送地址',
  permission: 'webhooks.manage',
  body: z.strictObject({ url: z.string().check(z.trim(), z.minLength(10), z.maxLength(500)) }),
  result: webhookEndpoint,
  status: 201,
  errors: ['webhook.off', 'webhook.url_refused', 'webhook.too_many'],
});

/** Makes a new secret and shows it this once; the one before it goes on signing for a day. */
export const renewWebhookSecret = defineRoute({
  id: 'renewWebhookSecret',
  method: 'PUT',
  path: '/webhooks/:id/secret',
  summary: '生成签名密钥（只显示一次）',
  permission: 'webhooks.manage',
  idempotency: 'none',
  params: idParams,
  result: z.object({ endpoint: webhookEndpoint, secret: z.string() }),
});

export const setWebhookState = defineRoute({
  id: 'setWebhookState',
  method: 'PUT',
  path: '/webhooks/:id/state',
  summary: '启用或暂停消息推送',
  permission: 'webhooks.manage',
  idempotency: 'none',
  params: idParams,
  body: z.strictObject({ state: z.enum(WEBHOOK_STATES) }),
  result: webhookEndpoint,
  errors: ['webhook.no_secret'],
});

export const listWebhookDeliveries = defineRoute({
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhooks/:id/deliveries',
  summary: '推送记录，最近的在前',
  permission: 'webhooks.manage',
  params: idParams,
  query: z.strictObject(pageQuery),
  result: pageOf(webhookDelivery),
});

export const testWebhook = defineRoute({
  id: 'testWebhook',
  method: 'POST',
  path: '/webhooks/:id/test',
  summary: '试推一条消息',
  permission: 'webhooks.manage',
  params: idParams,
  result: webhookDelivery,
  status: 201,
  errors: ['webhook.no_secret'],
});

export const resendWebhook = defineRoute({
  id: 'resendWebhook',
  method: 'POST',
  path: '/webhook-deliveries/:id/resend',
  summary: '重新推送',
  permission: 'webhooks.manage',
  params: idParams,
  result: webhookDelivery,
});

export const removeWebhook = defineRoute({
  id: 'removeWebhook',
  method: 'DELETE',
  path: '/webhooks/:id',
  summary: '删除消息推送地址',
  permission: 'webhooks.manage',
  idempotency: 'none',
  params: idParams,
  result: z.object({}),
});

export const webhookRoutes = [
  listWebhooks,
  addWebhook,
  renewWebhookSecret,
  setWebhookState,
  listWebhookDeliveries,
  testWebhook,
  resendWebhook,
  removeWebhook,
] as const;
