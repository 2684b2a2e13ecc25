import { Injectable } from '@nestjs/common';
import type { BankType } from '@yinqi/domain/matching';
import type { Tx } from '../../platform/database/database.js';
import type { FacilityRow } from '../facilities.store.js';

/** A tool's conditions beside a bank's own pool of it and what kind of bank it is. */
export type TermsRow = Pick<
  FacilityRow,
  | 'code'
  | 'mechanism'
  | 'closed'
  | 'opens_on'
  | 'closes_on'
  | 'lender_bank_types'
  | 'lender_institution_ids'
  | 'lender_provinces'
  | 'local_legal_person_only'
  | 'borrower'
  | 'rate_cap'
> & {
  readonly pool_id: string;
  readonly bank_id: string;
  readonly bank_type: BankType | null;
  readonly bank_is_local: boolean;
  readonly bank_region: string | null;
};

@Injectable()
export class TermsStore {
  /** One statement, since every reservation begins with it; a pool still open comes before one that is closed. */
  ofOwnPool(tx: Tx, facilityId: string): Promise<TermsRow | undefined> {
    return tx.first<TermsRow>(
      `select f.code, f.mechanism, f.closed, f.opens_on, f.closes_on, f.lender_bank_types, f.lender_institution_ids, f.lender_provinces,
         f.local_legal_person_only, f.borrower, f.rate_cap, p.id as pool_id, p.bank_id, o.bank_type,
         o.local_legal_person as bank_is_local, o.region_code as bank_region
       from quota_pool p join facility f on f.id = p.facility_id join organisation o on o.id = p.bank_id
       where p.facility_id = $1 and ${tx.own({ bank: 'p.bank_id' })} order by p.state = 'closed', p.id limit 1`,
      [facilityId],
    );
  }
}
