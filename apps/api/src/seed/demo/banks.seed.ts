import { findRegion, regionPath } from '@yinqi/domain/codes';
import type { Tx } from '../../platform/database/database.js';
import { stableId } from '../stable-id.js';
import { BANKS, type BankSeed } from './banks.data.js';
import { insertRows, type SeedRow } from './insert-rows.js';

/** Room for the branches of one bank and for those it may add. */
const BANK_SPAN = 1000;
const BRANCH_SPAN = 20;

export const bankIdOf = (key: string): string => stableId(`bank:${key}`);
const branchIdOf = (key: string, city: string): string => stableId(`branch:${key}:${city}`);

export type Office = { readonly id: string; readonly position: number };

const cityName = (code: string): string => findRegion(code)?.name.replace(/市$/, '') ?? code;

function rowsOf(bank: BankSeed, index: number): SeedRow[] {
  const lft = 1 + index * BANK_SPAN;
  const head: SeedRow = {
    id: bankIdOf(bank.key),
    kind: 'bank',
    name: bank.name,
    name_en: bank.nameEn,
    region_code: bank.seat,
    bank_type: bank.type,
    local_legal_person: bank.localLegalPerson,
    parent_id: null,
    lft,
    rgt: lft + BANK_SPAN - 1,
    demo: true,
  };
  const branches = bank.branches.map((city, place) => ({
    ...head,
    id: branchIdOf(bank.key, city),
    name: `${bank.shortName}${cityName(city)}分行`,
    name_en: null,
    region_code: city,
    parent_id: bankIdOf(bank.key),
    lft: lft + (place + 1) * BRANCH_SPAN,
    rgt: lft + (place + 1) * BRANCH_SPAN + BRANCH_SPAN - 1,
  }));
  return [head, ...branches];
}

export const seedBanks = (tx: Tx): Promise<void> => insertRows(tx, 'organisation', BANKS.flatMap(rowsOf));

/** The office that serves a region: the branch of its city, else the head office. */
export function officeFor(bank: BankSeed, regionCode: string): Office {
  const index = BANKS.indexOf(bank);
  const path = regionPath(regionCode);
  const place = bank.branches.findIndex((city) => path.includes(city));
  const lft = 1 + index * BANK_SPAN;
  const city = bank.branches[place];
  if (city === undefined) return { id: bankIdOf(bank.key), position: lft };
  return { id: branchIdOf(bank.key, city), position: lft + (place + 1) * BRANCH_SPAN };
}
