import { NOTICE_KINDS, type NoticeKind } from '@yinqi/domain/notices';

export type NoticeSearch = {
  readonly kind?: NoticeKind | undefined;
  readonly unread?: true | undefined;
};

/** The filter of the message centre as it stands in the address; what does not fit is left out. */
export const noticeSearch = (search: Record<string, unknown>): NoticeSearch => ({
  kind: NOTICE_KINDS.find((kind) => kind === search['kind']),
  unread: search['unread'] === true ? true : undefined,
});
