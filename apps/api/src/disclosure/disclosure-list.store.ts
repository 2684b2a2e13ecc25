import { Injectable } from '@nestjs/common';
import type { ConsentState, GivenHow, OpeningItem } from '@yinqi/contracts/disclosure';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { ConsentRow } from './dossier.js';

export type ListedConsent = ConsentRow & {
  readonly enterpriseName: string;
  readonly bankName: string;
  readonly bankNameEn: string | null;
  readonly requestNumber: string;
  readonly givenHow: GivenHow;
  readonly givenByName: string;
  readonly paperId: string | null;
  readonly paperName: string | null;
  readonly withdrawalPaperId: string | null;
  readonly withdrawalPaperName: string | null;
  readonly openings: number;
  readonly lastOpenedAt: string | null;
};

export type ConsentFilter = {
  readonly id?: string;
  readonly enterpriseId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly bankId?: string | undefined;
  readonly state?: ConsentState | undefined;
  /** Beijing's date: the last day still counts. */
  readonly today: string;
};

type After = readonly (string | number | null)[] | undefined;

const FROM = `consent c join enterprise e on e.id = c.enterprise_id join organisation b on b.id = c.bank_id
  join financing_request r on r.id = c.request_id`;
const WHERE = `($1::uuid is null or c.enterprise_id = $1) and ($2::uuid is null or c.request_id = $2)
  and ($3::uuid is null or c.bank_id = $3) and ($6::uuid is null or c.id = $6)
  and ($4::text is null or $4 = case when c.withdrawn_at is not null then 'withdrawn'
         when c.ended_at is not null or c.valid_until < $5::date then 'ended' else 'live' end)`;

const CONSENTS: Ownership = { enterprise: 'c.enterprise_id', bureau: 'c.unit_position', bank: 'c.bank_id' };
const OPENINGS: Ownership = { enterprise: 'd.enterprise_id', bureau: 'd.unit_position', bank: 'd.bank_id' };

const valuesOf = (filter: ConsentFilter) => [
  filter.enterpriseId ?? null,
  filter.requestId ?? null,
  filter.bankId ?? null,
  filter.state ?? null,
  filter.today,
  filter.id ?? null,
];

/** Consents with what was opened under them, and the access log. */
@Injectable()
export class DisclosureListStore {
  consents(tx: Tx, filter: ConsentFilter, after: After, limit: number): Promise<ListedConsent[]> {
    return tx.rows<ListedConsent>(
      `select c.id, c.enterprise_id as "enterpriseId", e.name as "enterpriseName", c.unit_position as "unitPosition",
         c.bank_id as "bankId", b.name as "bankName", b.name_en as "bankNameEn", c.request_id as "requestId", r.number as "requestNumber",
         c.field_groups as "fieldGroups", c.purpose, c.valid_until as "validUntil", c.given_how as "givenHow",
         c.given_by_name as "givenByName", c.given_at as "givenAt", c.withdrawn_at as "withdrawnAt",
         c.ended_at as "endedAt",
         p.id as "paperId", p.file_name as "paperName",
         w.id as "withdrawalPaperId", w.file_name as "withdrawalPaperName", o.openings, o."lastOpenedAt"
       from ${FROM} left join consent_paper p on p.id = c.paper_id left join consent_paper w on w.id = c.withdrawal_paper_id
       cross join lateral (select count(*)::int as openings, max(opened_at) as "lastOpenedAt"
                           from disclosure_receipt d where d.consent_id = c.id) o
       where ${tx.own(CONSENTS)} and ${WHERE} and ($7::timestamptz is null or (c.given_at, c.id) < ($7, $8::uuid))
       order by c.given_at desc, c.id desc limit $9`,
      [...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }

  async consentTotal(tx: Tx, filter: ConsentFilter): Promise<number> {
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from ${FROM} where ${tx.own(CONSENTS)} and ${WHERE}`,
      valuesOf(filter),
    );
    return count?.total ?? 0;
  }

  async openings(
    tx: Tx,
    filter: { readonly consentId: string | undefined; readonly enterpriseId: string | undefined },
    after: After,
    limit: number,
  ): Promise<{ rows: OpeningItem[]; total: number }> {
    const values = [filter.consentId ?? null, filter.enterpriseId ?? null];
    const where = `${tx.own(OPENINGS)} and ($1::uuid is null or d.consent_id = $1) and ($2::uuid is null or d.enterprise_id = $2)`;
    const rows = await tx.rows<OpeningItem>(
      `select d.id, d.consent_id as "consentId", b.name as "bankName", b.name_en as "bankNameEn", r.number as "requestNumber",
         d.field_groups as "fieldGroups", d.opened_by_name as "openedByName", d.opened_at as "openedAt"
       from disclosure_receipt d join organisation b on b.id = d.bank_id
       join consent c on c.id = d.consent_id left join financing_request r on r.id = c.request_id
       where ${where} and ($3::timestamptz is null or (d.opened_at, d.id) < ($3, $4::uuid))
       order by d.opened_at desc, d.id desc limit $5`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from disclosure_receipt d where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }
}
