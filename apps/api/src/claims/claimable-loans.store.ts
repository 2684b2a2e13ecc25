import { Injectable } from '@nestjs/common';
import type { ClaimRejection, ClaimState } from '@yinqi/domain/claims';
import type { Currency } from '@yinqi/domain/money';
import type { Tx } from '../platform/database/database.js';

/** What the dossier tells of the borrower while the consent holds. */
export type DossierFacts = {
  readonly name: string | null;
  readonly sizeClass: string | null;
  readonly holdingType: string | null;
  readonly investmentKind: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  readonly lists: readonly string[] | null;
};

export type LoanRow = {
  readonly id: string;
  readonly engagement_id: string;
  readonly enterprise_id: string;
  readonly unit_position: number;
  readonly branch_position: number;
  readonly purpose: string | null;
  readonly note_number: string;
  readonly amount_fen: string;
  readonly currency: Currency;
  readonly annual_rate_bp: number;
  readonly disbursed_on: string;
  readonly matures_on: string;
  readonly dossier: DossierFacts | null;
  readonly claim: {
    readonly id: string;
    readonly state: ClaimState;
    readonly facilityName: string;
    readonly facilityNameEn: string;
    readonly rejection: ClaimRejection | null;
    readonly note: string | null;
  } | null;
};

/** Offices whose loans are looked at; null for a head office, which has them all. */
export type Offices = { readonly lo: number; readonly hi: number } | null;

/** A loan that took up a bank's own lending scale is no loan to be reimbursed besides. */
const FROM = `from disbursement d
  join engagement e on e.id = d.engagement_id
  join loan_product p on p.id = e.product_id
  join facility f on f.id = p.facility_id and f.mechanism in ('RELENDING', 'OWN')`;

const SELECT = `select d.id, d.engagement_id, d.enterprise_id, d.unit_position, e.branch_position, e.purpose, d.note_number,
    d.amount_fen, d.currency, d.annual_rate_bp, d.disbursed_on, d.matures_on,
    case when x.engagement_id is not null then jsonb_build_object('name', x.content ->> 'enterpriseName',
      'sizeClass', x.content ->> 'enterpriseSize', 'holdingType', x.content ->> 'holdingType',
      'investmentKind', x.content ->> 'investmentKind', 'industry', x.content ->> 'industryCode',
      'region', x.content ->> 'regionCode', 'lists', x.content -> 'keyEnterpriseLists') end as dossier,
    c.claim
  ${FROM}
  left join engagement_dossier x on x.engagement_id = e.id and x.revoked_at is null and x.valid_until >= $1
  left join lateral (
    select jsonb_build_object('id', k.id, 'state', k.state, 'facilityName', t.name, 'facilityNameEn', t.name_en,
      'rejection', k.rejection, 'note', coalesce(k.note, k.correction)) as claim
    from claim k join facility t on t.id = k.facility_id
    where k.disbursement_id = d.id and k.state <> 'released'
    order by k.state in ('rejected', 'corrected'), k.marked_at desc limit 1) c on true`;

/** What a bank has paid out, with what it may know of each borrower and what became of claiming it. */
@Injectable()
export class ClaimableLoansStore {
  async list(
    tx: Tx,
    filter: { readonly today: string; readonly offices: Offices; readonly currency: Currency },
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: LoanRow[]; total: number }> {
    const { today, offices, currency } = filter;
    const where = `${tx.own({ bank: 'd.bank_id' })} and d.currency = $2
      and ($3::int is null or e.branch_position between $3 and $4) and $1::date is not null`;
    const values = [today, currency, offices?.lo ?? null, offices?.hi ?? null];
    const rows = await tx.rows<LoanRow>(
      `${SELECT} where ${where} and ($5::date is null or (d.disbursed_on, d.id) < ($5, $6::uuid))
       order by d.disbursed_on desc, d.id desc limit $7`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total ${FROM} where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  find(tx: Tx, id: string, today: string, offices: Offices): Promise<LoanRow | undefined> {
    return tx.first<LoanRow>(
      `${SELECT} where d.id = $2 and ${tx.own({ bank: 'd.bank_id' })}
       and ($3::int is null or e.branch_position between $3 and $4)`,
      [today, id, offices?.lo ?? null, offices?.hi ?? null],
    );
  }
}
