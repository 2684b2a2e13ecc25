import { Injectable } from '@nestjs/common';
import type { Role } from '@yinqi/contracts/access';
import type { Tx } from '../platform/database/database.js';

/** A colleague by name, roles and office; never how they sign in. */
export type StaffRow = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly officeId: string;
  readonly officeName: string;
  readonly officeNameEn: string | null;
  readonly officePosition: number;
  readonly isHeadOffice: boolean;
  /** Can no longer sign in. */
  readonly left: boolean;
};

/** The people of a bank, read under its own role. */
@Injectable()
export class StaffStore {
  ofBank(tx: Tx): Promise<StaffRow[]> {
    return tx.rows<StaffRow>(
      `select a.id, a.display_name as name, a.roles, o.id as "officeId", o.name as "officeName",
         o.name_en as "officeNameEn", o.lft as "officePosition", o.parent_id is null as "isHeadOffice",
         a.disabled_at is not null as left
       from account a join organisation o on o.id = a.organisation_id
       where coalesce(o.parent_id, o.id) = (select current_bank())
       order by o.lft, a.display_name, a.id`,
    );
  }
}
