import { Injectable } from '@nestjs/common';
import type { AllowedTimes } from '@yinqi/domain/clocks';
import { isTakenBy, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';

export type StoredHours = readonly { readonly from: string; readonly to: string }[];

export type PolicyRow = {
  readonly id: string;
  readonly programmeId: string | null;
  readonly effectiveFrom: string;
  readonly limits: AllowedTimes;
  readonly officeHours: StoredHours;
  readonly note: string;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: string;
};

export type HolidayYearRow = {
  readonly id: string;
  readonly year: number;
  readonly holidays: readonly string[];
  readonly makeUpWorkdays: readonly string[];
  readonly documentNumber: string;
  readonly loadedBy: string;
  readonly loadedByName: string;
  readonly loadedAt: string;
};

/** Versions of service policies and the arrangements of years, both written once and read whole: there are few. */
@Injectable()
export class ServicePoliciesStore {
  policies(tx: Tx): Promise<PolicyRow[]> {
    return tx.rows<PolicyRow>(
      `select id, programme_id as "programmeId", effective_from as "effectiveFrom", limits,
         office_hours as "officeHours", note, created_by as "createdBy", created_by_name as "createdByName",
         created_at as "createdAt"
       from service_policy order by effective_from desc, programme_id nulls first`,
    );
  }

  /** The arrangement of each year that was loaded last. */
  holidayYears(tx: Tx): Promise<HolidayYearRow[]> {
    return tx.rows<HolidayYearRow>(
      `select distinct on (year) id, year, holidays::text[] as holidays, make_up_workdays::text[] as "makeUpWorkdays",
         document_number as "documentNumber", loaded_by as "loadedBy", loaded_by_name as "loadedByName",
         loaded_at as "loadedAt"
       from holiday_year order by year, loaded_at desc, id`,
    );
  }

  async insertPolicy(tx: Tx, policy: PolicyRow): Promise<void> {
    try {
      await tx.execute(
        `insert into service_policy (id, programme_id, effective_from, limits, office_hours, note, created_by,
           created_by_name, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          policy.id,
          policy.programmeId,
          policy.effectiveFrom,
          JSON.stringify(policy.limits),
          JSON.stringify(policy.officeHours),
          policy.note,
          policy.createdBy,
          policy.createdByName,
          policy.createdAt,
        ],
      );
    } catch (error) {
      if (isTakenBy('service_policy_date', error)) throw new DomainError('service_policy.date_taken');
      throw error;
    }
  }

  async insertHolidayYear(tx: Tx, year: HolidayYearRow): Promise<void> {
    await tx.execute(
      `insert into holiday_year (id, year, holidays, make_up_workdays, document_number, loaded_by, loaded_by_name,
         loaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        year.id,
        year.year,
        year.holidays,
        year.makeUpWorkdays,
        year.documentNumber,
        year.loadedBy,
        year.loadedByName,
        year.loadedAt,
      ],
    );
  }
}
