import type { CommonErrorCode } from './common-error-codes.js';

/** What went wrong, why, and how to go on: refusals that any page can meet. */
export const commonErrors = {
  'request.malformed': '这次提交的内容读不出来。请刷新页面后再试一次。',
  'request.invalid': '有几项填写不合要求，请按提示逐项修改后再提交。',
  'request.too_large': '内容太大，平台不能接收。请减少内容或拆分文件后再试。',
  'request.unsupported_media': '这种格式的文件不能接收，请换成页面上说明的格式。',
  'route.not_found': '没有这个地址。请从左侧菜单进入。',
  'session.required': '登录已过期，请重新登录。已保存的草稿不会丢失。',
  'session.wrong_credentials': '用户名或密码不对。请检查大小写后再试。',
  'session.throttled': '连续输错次数过多，请过几分钟再试，或联系本单位管理员。',
  'origin.refused': '请求不是从本平台页面发出的，为安全起见没有受理。',
  'permission.denied': '您的角色不能做这一步。请联系本单位管理员开通。',
  'resource.not_found': '没有找到这条记录，可能已撤回，或不在您的查看范围内。',
  'resource.version_conflict': '您打开之后，这条记录已被他人改过。请查看最新内容后再改。',
  'resource.version_required': '页面内容已经过时，请刷新后再改。',
  'idempotency.key_required': '提交缺少编号，没有受理。请刷新页面后再试。',
  'idempotency.mismatch': '同一次提交前后内容不同，没有受理。请刷新页面后重新提交。',
  'transition.refused': '按当前状态不能做这一步，可能已有人先处理。请刷新查看最新进度。',
  'server.busy': '平台正忙，请稍后再试。已填写的内容还在本页。',
  'server.fault': '问题出在平台这边，已经留下记录。您的数据没有改动。',
} as const satisfies Readonly<Record<CommonErrorCode, string>>;
