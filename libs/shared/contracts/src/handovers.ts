import * as z from 'zod/mini';
import { onEngagement } from './engagement-commands.js';
import { id, idParams, instant, plainDate, shortText } from './fields.js';
import { defineRoute } from './route.js';
import { ROLE_NAMES } from './access.js';

export const answerNeedChange = defineRoute({
  ...onEngagement({
    id: 'answerNeedChange',
    path: '/engagements/:id/need-change',
    summary: '银行确认企业变更后的需求，或因变更退出（退出 10 秒内可撤销）',
  }),
  permission: 'engagements.handle',
  body: z.strictObject({ answer: z.enum(['confirm', 'step_back']), note: z.optional(shortText) }),
});

export const transferEngagement = defineRoute({
  ...onEngagement({
    id: 'transferEngagement',
    path: '/engagements/:id/transfer',
    summary: '转给本行另一机构办理：时限不变，经过保留',
  }),
  permission: 'engagements.handle',
  body: z.strictObject({ branchId: id, reason: shortText }),
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'transition.refused',
    'engagement.consent_missing',
    'handover.office_unfit',
  ],
});

const colleague = z.object({
  id,
  name: z.string(),
  roles: z.array(z.enum(ROLE_NAMES)),
  office: z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) }),
  /** No longer works here: what this person had in hand is unclaimed. */
  left: z.boolean(),
});

const deputyView = z.object({
  id,
  account: z.object({ id, name: z.string() }),
  deputy: z.object({ id, name: z.string() }),
  fromDay: plainDate,
  untilDay: plainDate,
  namedByName: z.string(),
  namedAt: instant,
  state: z.enum(['coming', 'running', 'over', 'ended']),
  /** Whether the reader may end it. */
  mayEnd: z.boolean(),
});
export type DeputyView = z.output<typeof deputyView>;

const team = z.object({ people: z.array(colleague), deputies: z.array(deputyView) });
export type Team = z.output<typeof team>;

export const getTeam = defineRoute({
  id: 'getTeam',
  method: 'GET',
  path: '/team',
  summary: '本机构及下属机构人员与代办安排',
  permission: 'engagements.handle',
  result: team,
});

export const nameDeputy = defineRoute({
  id: 'nameDeputy',
  method: 'POST',
  path: '/team/deputies',
  summary: '请假期间指定代办人',
  permission: 'engagements.handle',
  body: z.strictObject({ accountId: id, deputyId: id, fromDay: plainDate, untilDay: plainDate }),
  status: 201,
  result: team,
  errors: ['request.invalid', 'permission.denied', 'resource.not_found'],
});

export const endDeputy = defineRoute({
  id: 'endDeputy',
  method: 'POST',
  path: '/team/deputies/:id/end',
  summary: '结束代办',
  permission: 'engagements.handle',
  params: idParams,
  result: team,
  errors: ['resource.not_found'],
});

export const handoverRoutes = [answerNeedChange, transferEngagement, getTeam, nameDeputy, endDeputy] as const;
