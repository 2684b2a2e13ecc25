import { Injectable } from '@nestjs/common';
import type { LetterItem } from '@yinqi/contracts/supervision';
import { OrganisationsStore, type OrganisationRow } from '../identity/identity.public.js';
import type { Tx } from '../platform/database/database.js';
import { SupervisedStore } from './supervised.store.js';

export type Names = ReadonlyMap<string, OrganisationRow>;

/** What stands beside a letter: the case it is about, and the names of the bank and its office. */
@Injectable()
export class LetterParts {
  constructor(
    readonly supervised: SupervisedStore,
    private readonly organisations: OrganisationsStore,
  ) {}

  async names(
    tx: Tx,
    rows: readonly { readonly bank_id: string; readonly branch_id: string }[],
  ): Promise<Names> {
    const ids = [...new Set(rows.flatMap(({ bank_id, branch_id }) => [bank_id, branch_id]))];
    const found = ids.length === 0 ? [] : await this.organisations.findMany(tx, ids);
    return new Map(found.map((one) => [one.id, one]));
  }
}

export function namedIn(names: Names, id: string): LetterItem['bank'] {
  const found = names.get(id);
  if (!found) throw new Error(`Organisation ${id} is missing`);
  return { id, name: found.name, nameEn: found.name_en };
}
