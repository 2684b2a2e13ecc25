type Period = {
  readonly days: number;
  /** The day from which the period holds; a later entry would replace it and say why. */
  readonly since: string;
  readonly reason: string;
};

/** How long what only serves the machinery is kept. Facts of the business are not among it: they stay. */
export const RETENTION = {
  commandReceipts: {
    days: 90,
    since: '2026-11-22',
    reason: '同一指令在一个季度内重发，仍得到第一次的答复',
  },
  outboxEvents: {
    days: 30,
    since: '2026-11-22',
    reason: '已全部送达的事件保留一个月，便于运维按关联号查找；未送达和已放弃的不删',
  },
  sessions: {
    days: 30,
    since: '2026-11-22',
    reason: '登录结束后保留一个月，便于核对是谁在何时登录；令牌只存摘要',
  },
  notices: {
    days: 180,
    since: '2026-11-22',
    reason: '消息只是提醒，事情本身记在办件历史里；留半年便于回看',
  },
  outcomeRows: {
    days: 30,
    since: '2026-11-22',
    reason: '放款明细里未对上办件的行多是与本平台无关的借款人：留一个月供核对，随后连同借款人一并清除',
  },
  rulePreviews: {
    days: 1,
    since: '2026-11-22',
    reason: '试算只为当时编辑产品之用；留一天足以统计每小时次数',
  },
} as const satisfies Record<string, Period>;

const DAY_MS = 86_400_000;

/** Everything of that kind from before this instant may go. */
export const keptSince = (kind: keyof typeof RETENTION, now: Date): Date =>
  new Date(now.getTime() - RETENTION[kind].days * DAY_MS);
