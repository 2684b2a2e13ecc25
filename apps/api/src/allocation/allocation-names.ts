import { Injectable } from '@nestjs/common';
import { findRegion } from '@yinqi/domain/codes';
import { FacilityReader, nameOfCode } from '../facilities/facilities.public.js';
import { OrganisationsStore } from '../identity/identity.public.js';
import type { Tx } from '../platform/database/database.js';

type Named = { readonly id: string; readonly name: string; readonly nameEn: string | null };

export type PlanNames = {
  readonly facility: (id: string) => Named;
  readonly bank: (id: string) => Named;
  readonly pool: (
    facilityId: string,
    bankId: string | null,
  ) => { readonly facility: Named; readonly bank: Named | null };
};

/** An enterprise whose region is not known finer than the level compared. */
const UNKNOWN_AREA = { zh: '地区未细分', en: 'Area not known finer' };

export const areaName = (code: string): { readonly zh: string; readonly en: string } => {
  const zh = findRegion(code)?.name;
  return zh === undefined ? UNKNOWN_AREA : { zh, en: nameOfCode('region', code, 'en') ?? zh };
};

@Injectable()
export class AllocationNames {
  constructor(
    private readonly facilities: FacilityReader,
    private readonly organisations: OrganisationsStore,
  ) {}

  async load(tx: Tx, facilityIds: readonly string[], bankIds: readonly string[]): Promise<PlanNames> {
    const facilities = await this.facilities.load(tx, [...new Set(facilityIds)]);
    const rows = await this.organisations.findMany(tx, [...new Set(bankIds)]);
    const banks = new Map(rows.map((row) => [row.id, row]));
    const facility = (id: string): Named => {
      const found = facilities.get(id);
      return { id, name: found?.name ?? '', nameEn: found?.nameEn ?? null };
    };
    const bank = (id: string): Named => {
      const found = banks.get(id);
      return { id, name: found?.name ?? '', nameEn: found?.name_en ?? null };
    };
    return {
      facility,
      bank,
      pool: (facilityId, bankId) => ({
        facility: facility(facilityId),
        bank: bankId === null ? null : bank(bankId),
      }),
    };
  }
}
