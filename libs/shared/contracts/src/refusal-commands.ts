import { DOSSIER_FIELD_NAMES } from '@yinqi/domain/disclosure';
import * as z from 'zod/mini';
import { onEngagement } from './engagement-commands.js';
import { id } from './fields.js';
import { defineRoute } from './route.js';

/** Reasons that are to convince somebody: a sentence at least. */
const statement = z.string().check(z.trim(), z.minLength(10), z.maxLength(2000));

export const beginRepair = defineRoute({
  ...onEngagement({
    id: 'beginRepair',
    path: '/engagements/:id/repair',
    summary: '按婉拒原因开始补强，列出事项、负责方和时限（10 秒内可撤销）',
  }),
  permission: 'engagements.dispute',
});

export const finishRepairTask = defineRoute({
  ...onEngagement({
    id: 'finishRepairTask',
    path: '/engagements/:id/repair-tasks/:taskId/done',
    summary: '完成一项补强并写明依据',
  }),
  permission: 'engagements.repair',
  params: z.strictObject({ id, taskId: id }),
  body: z.strictObject({
    evidence: z.string().check(z.trim(), z.minLength(4), z.maxLength(2000)),
    field: z.optional(z.enum(DOSSIER_FIELD_NAMES)),
  }),
});

export const abandonRepair = defineRoute({
  ...onEngagement({
    id: 'abandonRepair',
    path: '/engagements/:id/repair/abandon',
    summary: '放弃补强，本件办结',
  }),
  permission: 'engagements.request',
});

export const resendEngagement = defineRoute({
  ...onEngagement({
    id: 'resendEngagement',
    path: '/engagements/:id/resend',
    summary: '补强完成后再次推送同一银行，由另一名人员受理',
  }),
  permission: 'engagements.request',
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'transition.refused',
    'engagement.consent_missing',
    'engagement.fan_out_exceeded',
    'engagement.already_engaged',
    'engagement.not_matched',
  ],
});

export const appealRefusal = defineRoute({
  ...onEngagement({
    id: 'appealRefusal',
    path: '/engagements/:id/appeal',
    summary: '婉拒后 28 天内申请银行复议',
  }),
  permission: 'engagements.request',
  body: z.strictObject({ grounds: statement }),
});

export const decideAppeal = defineRoute({
  ...onEngagement({
    id: 'decideAppeal',
    path: '/engagements/:id/appeal/decision',
    summary: '复核或签批人员（非原婉拒人员）决定复议：维持或撤销原结论',
  }),
  permission: 'engagements.handle',
  body: z.strictObject({ outcome: z.enum(['uphold', 'overturn']), statement }),
});

export const askMediation = defineRoute({
  ...onEngagement({
    id: 'askMediation',
    path: '/engagements/:id/mediation',
    summary: '婉拒后 28 天内申请商务部门协调',
  }),
  permission: 'engagements.dispute',
  body: z.strictObject({ grounds: statement }),
});

export const concludeMediation = defineRoute({
  ...onEngagement({
    id: 'concludeMediation',
    path: '/engagements/:id/mediation/recommendation',
    summary: '协调人书面建议：凭企业授权再次推送，或结束协调；不改变银行结论',
  }),
  permission: 'engagements.mediate',
  body: z.strictObject({ outcome: z.enum(['re_push', 'close']), recommendation: statement }),
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'transition.refused',
    'engagement.consent_missing',
    'engagement.fan_out_exceeded',
    'engagement.already_engaged',
    'engagement.not_matched',
  ],
});

export const endMediation = defineRoute({
  ...onEngagement({
    id: 'endMediation',
    path: '/engagements/:id/mediation/end',
    summary: '企业结束协调，本件办结',
  }),
  permission: 'engagements.request',
});

export const refusalCommandRoutes = [
  beginRepair,
  finishRepairTask,
  abandonRepair,
  resendEngagement,
  appealRefusal,
  decideAppeal,
  askMediation,
  concludeMediation,
  endMediation,
] as const;
