import { MAIL_PACES, NOTICE_ACTS, NOTICE_KINDS } from '@yinqi/domain/notices';
import * as z from 'zod/mini';
import { bilingual, id, instant, listOf, pageOf, pageQuery } from './fields.js';
import { defineRoute } from './route.js';

export const NOTICE_RECORD_KINDS = [
  'financing_request',
  'engagement',
  'supervision_letter',
  'allotment',
  'quota_pool',
  'quota_exception',
  'facility_terms',
  'claim_batch',
] as const;
export type NoticeRecordKind = (typeof NOTICE_RECORD_KINDS)[number];

const record = z.strictObject({ kind: z.enum(NOTICE_RECORD_KINDS), id });
const kind = z.enum(NOTICE_KINDS);

/** One thing that happened, in one sentence; `text` never tells a reason or another bank's name. */
export const notice = z.object({
  id,
  kind,
  text: bilingual,
  /** When it happened; it may have been told later, once it could no longer be undone. */
  at: instant,
  unread: z.boolean(),
});
export type NoticeView = z.output<typeof notice>;

/** What happened to one record, the latest first; the button does what the latest asks for. */
export const noticeGroup = z.object({
  record,
  /** By what people know it: the number of a request, the code of a policy tool. */
  recordName: z.string(),
  /** To a bureau; the others know whose request it is, or may not. */
  enterpriseName: z.nullable(z.string()),
  act: z.object({ code: z.enum(NOTICE_ACTS), label: bilingual }),
  unread: z.int(),
  total: z.int(),
  /** The newest few of `total`. */
  notices: z.array(notice),
});
export type NoticeGroup = z.output<typeof noticeGroup>;

export const listNotices = defineRoute({
  id: 'listNotices',
  method: 'GET',
  path: '/notices',
  summary: '消息，按事项归并，未读在前',
  permission: 'notices.read',
  query: z.strictObject({
    ...pageQuery,
    kind: listOf(kind),
    unread: z.optional(z.literal('true')),
  }),
  result: z.extend(pageOf(noticeGroup), { asOf: instant }),
});

export const countNotices = defineRoute({
  id: 'countNotices',
  method: 'GET',
  path: '/notices/count',
  summary: '未读消息数',
  permission: 'notices.read',
  result: z.object({ unread: z.int() }),
});

/** Marks what the reader has seen: posted up to `through`, of one record or of all. Done twice, it changes nothing. */
export const readNotices = defineRoute({
  id: 'readNotices',
  method: 'PUT',
  path: '/notices/read',
  summary: '标为已读',
  permission: 'notices.read',
  idempotency: 'none',
  body: z.strictObject({ through: instant, record: z.optional(record) }),
  result: z.object({ unread: z.int() }),
});

const pace = z.enum(MAIL_PACES);
const hour = z.int().check(z.gte(0), z.lte(23));
const choices = {
  /** Kinds this account does not want to be told of; to-dos are always told. */
  muted: z.array(kind).check(z.maxLength(NOTICE_KINDS.length)),
  /** How soon each kind leaves by e-mail. */
  paces: z.strictObject({ to_do: pace, outcome: pace, progress: pace, deadline: pace, consent: pace }),
  /** Full hours in Beijing; from 22 until 7 spans midnight. */
  quiet: z.nullable(z.strictObject({ from: hour, until: hour })),
};
export const noticeSettings = z.object({
  ...choices,
  /** `isOn`: whether this installation sends e-mail at all. */
  mail: z.object({ isOn: z.boolean(), address: z.nullable(z.string()), isConfirmed: z.boolean() }),
});
export type NoticeSettings = z.output<typeof noticeSettings>;

export const getNoticeSettings = defineRoute({
  id: 'getNoticeSettings',
  method: 'GET',
  path: '/notices/settings',
  summary: '消息设置',
  permission: 'notices.read',
  result: noticeSettings,
});

export const saveNoticeSettings = defineRoute({
  id: 'saveNoticeSettings',
  method: 'PUT',
  path: '/notices/settings',
  summary: '保存消息设置',
  permission: 'notices.read',
  idempotency: 'none',
  body: z.strictObject(choices),
  result: noticeSettings,
});

/** Sends a code to the address; nothing else goes there until it was typed in. Null forgets the address. */
export const setMailAddress = defineRoute({
  id: 'setMailAddress',
  method: 'PUT',
  path: '/notices/settings/address',
  summary: '登记接收消息的邮箱，并发送验证码',
  permission: 'notices.read',
  idempotency: 'none',
  body: z.strictObject({ address: z.nullable(z.email().check(z.maxLength(200))) }),
  result: noticeSettings,
  errors: ['notice.mail_off', 'notice.too_many_codes'],
});

export const confirmMailAddress = defineRoute({
  id: 'confirmMailAddress',
  method: 'PUT',
  path: '/notices/settings/address/confirmation',
  summary: '用验证码确认邮箱',
  permission: 'notices.read',
  idempotency: 'none',
  body: z.strictObject({ code: z.string().check(z.regex(/^\d{6}$/)) }),
  result: noticeSettings,
  errors: ['notice.code_wrong'],
});

export const notificationRoutes = [
  listNotices,
  countNotices,
  readNotices,
  getNoticeSettings,
  saveNoticeSettings,
  setMailAddress,
  confirmMailAddress,
] as const;
