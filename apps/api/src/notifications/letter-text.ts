import { NOTICE_KIND_LABELS, noticeSentence } from '@yinqi/domain/notices';
import type { OrganisationRow } from '../identity/identity.public.js';
import type { NoticeRow } from './notices.store.js';

export type Locale = 'zh' | 'en';
export type Banks = ReadonlyMap<string, Pick<OrganisationRow, 'name' | 'name_en'>>;
export type LinkTo = (path: string) => string | undefined;
type Text = { readonly subject: string; readonly text: string };

/** A digest longer than a page is not read. */
const LINES_OF_DIGEST = 30;

const WORDS = {
  zh: {
    name: '银企桥',
    digest: (count: number) => `今日消息 ${count} 条`,
    more: (count: number) => `另有 ${count} 条，请登录查看。`,
    open: '查看办件',
    centre: '全部消息',
    foot: '此信由平台自动发出，请勿回复。不想再收，请在“消息设置”中更改。',
    codeSubject: '邮箱验证码',
    code: (code: string) =>
      `验证码：${code}\n三十分钟内有效。如果不是您本人在银企桥登记这个邮箱，请忽略此信。`,
  },
  en: {
    name: 'Yinqi Bridge',
    digest: (count: number) => (count === 1 ? 'today’s message' : `today’s ${count} messages`),
    more: (count: number) => `${count} more: sign in to see them.`,
    open: 'Open the record',
    centre: 'All messages',
    foot: 'Sent automatically; please do not reply. To stop, change your message settings.',
    codeSubject: 'code for your e-mail address',
    code: (code: string) =>
      `Code: ${code}\nIt holds for thirty minutes. If you did not register this address, ignore this letter.`,
  },
} as const;

export function sentenceOf(notice: NoticeRow, banks: Banks, locale: Locale): string {
  const bank = notice.bankId === null ? undefined : banks.get(notice.bankId);
  const name = locale === 'en' ? (bank?.name_en ?? bank?.name) : bank?.name;
  const names = { bank: name ?? null, enterprise: notice.enterpriseName };
  return noticeSentence(notice.code, notice.receiver, names, locale) ?? '';
}

const FOLDERS = {
  financing_request: 'requests',
  engagement: 'cases',
  supervision_letter: 'letters',
  allotment: 'allotments',
  quota_pool: 'quota',
  facility_terms: 'facility-terms',
  claim_batch: 'claims/batches',
} as const;
const pathOf = ({ recordKind, recordId }: NoticeRow): string =>
  recordKind === 'quota_exception' ? '/quota/exceptions' : `/${FOLDERS[recordKind]}/${recordId}`;

const linked = (word: string, url: string | undefined, locale: Locale): string[] =>
  url === undefined ? [] : [`${word}${locale === 'zh' ? '：' : ': '}${url}`];

/** One message: what happened to which record, and where to look. */
export function noticeLetter(notice: NoticeRow, banks: Banks, locale: Locale, linkTo: LinkTo): Text {
  const words = WORDS[locale];
  const sentence = sentenceOf(notice, banks, locale);
  return {
    subject: `${words.name} ${notice.recordName} ${sentence}`,
    text: [
      notice.recordName,
      sentence,
      '',
      ...linked(words.open, linkTo(pathOf(notice)), locale),
      '',
      words.foot,
    ].join('\n'),
  };
}

/** What was told since the last digest and is still unread. */
export function digestLetter(
  notices: readonly NoticeRow[],
  banks: Banks,
  locale: Locale,
  linkTo: LinkTo,
): Text {
  const words = WORDS[locale];
  const shown = notices.slice(0, LINES_OF_DIGEST);
  const rest = notices.length - shown.length;
  return {
    subject: `${words.name} ${words.digest(notices.length)}`,
    text: [
      ...shown.map(
        (notice) =>
          `${NOTICE_KIND_LABELS[notice.kind][locale]}  ${notice.recordName}  ${sentenceOf(notice, banks, locale)}`,
      ),
      ...(rest > 0 ? [words.more(rest)] : []),
      '',
      ...linked(words.centre, linkTo('/messages'), locale),
      '',
      words.foot,
    ].join('\n'),
  };
}

/** What shows that an address is the reader's own. */
export const codeLetter = (code: string, locale: Locale): Text => ({
  subject: `${WORDS[locale].name} ${WORDS[locale].codeSubject}`,
  text: WORDS[locale].code(code),
});
