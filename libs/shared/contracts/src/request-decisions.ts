import * as z from 'zod/mini';
import { id, shortText } from './fields.js';
import { requestMove, returnItem } from './financing-requests.js';
import { defineRoute } from './route.js';

export const verifyFinancingRequest = defineRoute({
  ...requestMove({
    id: 'verifyFinancingRequest',
    path: '/financing-requests/:id/verify',
    summary: '核验通过融资需求',
  }),
  permission: 'requests.verify',
});

export const returnFinancingRequest = defineRoute({
  ...requestMove({
    id: 'returnFinancingRequest',
    path: '/financing-requests/:id/return',
    summary: '退回融资需求并列明补正事项',
  }),
  permission: 'requests.verify',
  body: z.strictObject({ items: z.array(returnItem).check(z.minLength(1), z.maxLength(14)) }),
});

export const rejectFinancingRequest = defineRoute({
  ...requestMove({
    id: 'rejectFinancingRequest',
    path: '/financing-requests/:id/reject',
    summary: '不予登记融资需求',
  }),
  permission: 'requests.verify',
  body: z.strictObject({ reason: shortText }),
});

export const markDuplicateRequest = defineRoute({
  ...requestMove({
    id: 'markDuplicateRequest',
    path: '/financing-requests/:id/duplicate',
    summary: '标记融资需求为重复登记',
  }),
  permission: 'requests.verify',
  body: z.strictObject({ duplicateOf: id }),
});

/** What a bureau decides of a request that was submitted to it. */
export const requestDecisionRoutes = [
  verifyFinancingRequest,
  returnFinancingRequest,
  rejectFinancingRequest,
  markDuplicateRequest,
] as const;
