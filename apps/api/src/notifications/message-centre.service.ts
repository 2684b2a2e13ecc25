import { Injectable } from '@nestjs/common';
import type { listNotices, NoticeGroup, NoticeView } from '@yinqi/contracts/notifications';
import type { RouteResult } from '@yinqi/contracts/route';
import { noticeAct, NOTICE_ACT_LABELS, noticeSentence, type NoticeKind } from '@yinqi/domain/notices';
import { OrganisationsStore, type OrganisationRow } from '../identity/identity.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { pageOfRows } from '../platform/http/cursor.js';
import {
  NoticesStore,
  type GroupRow,
  type NoticeFilter,
  type NoticeRow,
  type RecordKey,
} from './notices.store.js';
import { SettingsStore } from './settings.store.js';

const DAY_MS = 86_400_000;
/** Told longer ago, it waits for nobody; it also keeps a new colleague from finding half a year unread. */
const UNREAD_FOR_DAYS = 30;

export type Page = {
  readonly kinds: readonly NoticeKind[] | undefined;
  readonly unreadOnly: boolean;
  readonly after: readonly (string | number | null)[] | undefined;
  readonly limit: number;
};

type BankNames = ReadonlyMap<string, Pick<OrganisationRow, 'name' | 'name_en'>>;

/** Messages as their reader sees them, under the reader's own role. */
@Injectable()
export class MessageCentre {
  constructor(
    private readonly store: NoticesStore,
    private readonly settings: SettingsStore,
    private readonly organisations: OrganisationsStore,
    private readonly clock: Clock,
  ) {}

  async page(tx: Tx, { kinds, unreadOnly, after, limit }: Page): Promise<RouteResult<typeof listNotices>> {
    const filter = await this.filter(tx, { kinds, unreadOnly });
    const rows = await this.store.groups(tx, filter, after, limit + 1);
    const total = await this.store.countGroups(tx, filter);
    const ids = rows.slice(0, limit).map(({ recordId }) => recordId);
    const notices = await this.store.latestOf(tx, filter, ids);
    const banks = await this.bankNames(tx, notices);
    const page = pageOfRows(
      rows,
      limit,
      total,
      (row) => row,
      (row) => [row.isUnread, row.latest, row.recordId],
    );
    const items = page.items.flatMap((row) => groupOf(row, notices, banks) ?? []);
    return { ...page, items, asOf: this.clock.now().toISOString() };
  }

  async unread(tx: Tx): Promise<{ unread: number }> {
    return { unread: await this.store.countUnread(tx, await this.filter(tx)) };
  }

  async read(tx: Tx, through: Date, record: RecordKey | undefined): Promise<{ unread: number }> {
    const filter = await this.filter(tx);
    await this.store.markRead(tx, filter, { through, record, now: this.clock.now() });
    return { unread: await this.store.countUnread(tx, filter) };
  }

  private async filter(
    tx: Tx,
    { kinds, unreadOnly }: Pick<NoticeFilter, 'kinds' | 'unreadOnly'> = {
      kinds: undefined,
      unreadOnly: false,
    },
  ): Promise<NoticeFilter> {
    const unreadSince = new Date(this.clock.now().getTime() - UNREAD_FOR_DAYS * DAY_MS);
    return { kinds, unreadOnly, muted: (await this.settings.find(tx))?.muted ?? [], unreadSince };
  }

  private async bankNames(tx: Tx, notices: readonly NoticeRow[]): Promise<BankNames> {
    const ids = [...new Set(notices.flatMap(({ bankId }) => bankId ?? []))];
    return new Map((await this.organisations.findMany(tx, ids)).map((bank) => [bank.id, bank]));
  }
}

function viewOf({ id, code, receiver, kind, at, unread, ...names }: NoticeRow, banks: BankNames): NoticeView {
  const bank = names.bankId === null ? undefined : banks.get(names.bankId);
  const enterprise = names.enterpriseName;
  const known = { bank: bank?.name ?? null, enterprise };
  const knownEn = { bank: bank?.name_en ?? bank?.name ?? null, enterprise };
  return {
    id,
    kind,
    text: {
      zh: noticeSentence(code, receiver, known, 'zh') ?? '',
      en: noticeSentence(code, receiver, knownEn, 'en') ?? '',
    },
    at,
    unread,
  };
}

function groupOf(row: GroupRow, all: readonly NoticeRow[], banks: BankNames): NoticeGroup | undefined {
  const own = all.filter(
    ({ recordKind, recordId }) => recordKind === row.recordKind && recordId === row.recordId,
  );
  const [latest] = own;
  if (latest === undefined) return undefined;
  const act = noticeAct(latest.code, latest.receiver);
  return {
    record: { kind: row.recordKind, id: row.recordId },
    recordName: latest.recordName,
    enterpriseName: latest.enterpriseName,
    act: { code: act, label: NOTICE_ACT_LABELS[act] },
    unread: row.unread,
    total: row.total,
    notices: own.map((notice) => viewOf(notice, banks)),
  };
}
