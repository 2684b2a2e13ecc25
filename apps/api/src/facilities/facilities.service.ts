import { Injectable } from '@nestjs/common';
import type { Side } from '@yinqi/contracts/access';
import type { FacilityView, listFacilities } from '@yinqi/contracts/facilities';
import type { RouteResult } from '@yinqi/contracts/route';
import { OrganisationsStore } from '../identity/identity.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { conditionsOf, criteriaOf } from './conditions.js';
import { FacilitiesStore, type FacilityRow } from './facilities.store.js';
import { capOn, recordOf, stateOn } from './facility-record.js';

@Injectable()
export class FacilitiesService {
  constructor(
    private readonly database: Database,
    private readonly store: FacilitiesStore,
    private readonly organisations: OrganisationsStore,
    private readonly clock: Clock,
  ) {}

  list(caller: Caller): Promise<RouteResult<typeof listFacilities>> {
    return this.database.asCaller(caller, async (tx) => ({
      items: await this.viewsOf(tx, caller, await this.store.list(tx)),
      asOf: chinaDate(this.clock.now()),
    }));
  }

  read(caller: Caller, id: string): Promise<FacilityView> {
    return this.database.asCaller(caller, (tx) => this.view(tx, caller, id));
  }

  private async view(tx: Tx, caller: Caller, id: string): Promise<FacilityView> {
    const [view] = await this.viewsOf(tx, caller, await this.store.load(tx, [id]));
    if (!view) throw notFound();
    return view;
  }

  private async viewsOf(tx: Tx, caller: Caller, rows: readonly FacilityRow[]): Promise<FacilityView[]> {
    const named = [
      ...new Set(
        rows.flatMap((row) => [...row.lender_institution_ids, ...(row.holder_id ? [row.holder_id] : [])]),
      ),
    ];
    const institutions = named.length === 0 ? [] : await this.organisations.findMany(tx, named);
    const today = chinaDate(this.clock.now());
    return rows.map((row) => {
      const { borrower } = recordOf(row);
      return {
        id: row.id,
        name: row.name,
        nameEn: row.name_en,
        holder: holderOf(row, institutions),
        mechanism: row.mechanism,
        authority: row.authority,
        basis: row.basis,
        totalFen: row.total_fen,
        opensOn: row.opens_on,
        closesOn: row.closes_on,
        closed: row.closed,
        state: stateOn(row, today),
        lenderBankTypes: [...row.lender_bank_types],
        lenderInstitutions: institutions
          .filter(({ id }) => row.lender_institution_ids.includes(id))
          .map(({ id, name }) => ({ id, name })),
        lenderProvinces: [...row.lender_provinces],
        localLegalPersonOnly: row.local_legal_person_only,
        borrower: conditionsOf(borrower),
        borrowerCriteria: criteriaOf(borrower),
        rateCap: row.rate_cap,
        fundingRatios: row.funding_ratios,
        rateCapToday: (row.rate_cap && capOn(row.rate_cap, today)) ?? null,
        documentNumber: row.document_number,
        notes: notesFor(caller, row),
        verified: row.verified,
        version: row.version,
        updatedAt: row.updated_at,
      };
    });
  }
}

const READS_NOTES: readonly Side[] = ['facility_administrator', 'bureau'];

const notesFor = ({ side }: Caller, row: FacilityRow): FacilityView['notes'] =>
  READS_NOTES.includes(side) ? { code: row.code, note: row.note, noteEn: row.note_en } : null;

function holderOf(
  { holder_id }: FacilityRow,
  institutions: readonly { id: string; name: string }[],
): FacilityView['holder'] {
  const holder = institutions.find(({ id }) => id === holder_id);
  return holder ? { id: holder.id, name: holder.name } : null;
}
