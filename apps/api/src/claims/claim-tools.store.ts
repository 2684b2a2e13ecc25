import { Injectable } from '@nestjs/common';
import type { RateCap } from '@yinqi/contracts/facilities';
import type { FundingRatio } from '@yinqi/domain/claims';
import type { BankType } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';
import type { Authority } from '@yinqi/domain/quota';
import type { Tx } from '../platform/database/database.js';

/** A tool that reimburses or rediscounts, what kind of bank asks, and that bank's own part of it. */
export type ToolRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly mechanism: 'RELENDING' | 'REDISCOUNT';
  readonly holder_id: string | null;
  readonly closed: boolean;
  readonly opens_on: string | null;
  readonly closes_on: string | null;
  readonly lender_bank_types: readonly BankType[];
  readonly lender_institution_ids: readonly string[];
  readonly lender_provinces: readonly string[];
  readonly local_legal_person_only: boolean;
  readonly borrower: unknown;
  readonly rate_cap: RateCap | null;
  readonly funding_ratios: readonly FundingRatio[];
  readonly bank_id: string;
  readonly bank_type: BankType | null;
  readonly bank_is_local: boolean;
  readonly bank_region: string | null;
  readonly pool: {
    readonly id: string;
    readonly unitPosition: number;
    readonly authority: Authority;
    readonly currency: Currency;
    readonly limitFen: string;
    readonly allottedFen: string;
    readonly reservedFen: string;
    readonly committedFen: string;
    readonly usedFen: string;
  } | null;
};

const SELECT = `select f.id, f.code, f.name, f.name_en, f.mechanism, f.holder_id, f.closed, f.opens_on, f.closes_on,
    f.lender_bank_types, f.lender_institution_ids, f.lender_provinces, f.local_legal_person_only, f.borrower, f.rate_cap,
    f.funding_ratios,
    o.id as bank_id, o.bank_type, o.local_legal_person as bank_is_local, o.region_code as bank_region, p.pool
  from facility f join organisation o on o.id = (select current_bank())
  left join lateral (
    select jsonb_build_object('id', q.id, 'unitPosition', q.unit_position, 'authority', q.authority, 'currency', q.currency,
      'limitFen', q.limit_fen::text, 'allottedFen', q.allotted_fen::text, 'reservedFen', q.reserved_fen::text,
      'committedFen', q.committed_fen::text, 'usedFen', q.used_fen::text) as pool
    from quota_pool q where q.facility_id = f.id and q.bank_id = (select current_bank())
    order by q.state = 'closed', q.id limit 1) p on true
  where f.mechanism in ('RELENDING', 'REDISCOUNT')`;

/** Tools as a bank that claims under them sees them. */
@Injectable()
export class ClaimToolsStore {
  /** Those the bank has a part of first. */
  list(tx: Tx): Promise<ToolRow[]> {
    return tx.rows<ToolRow>(
      `${SELECT} order by p.pool is null, f.closed, f.closes_on is not null, f.mechanism, f.code`,
    );
  }

  find(tx: Tx, id: string): Promise<ToolRow | undefined> {
    return tx.first<ToolRow>(`${SELECT} and f.id = $1`, [id]);
  }
}
