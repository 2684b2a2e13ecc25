import { Injectable } from '@nestjs/common';
import { EnterpriseRegistry } from '../enterprises/enterprises.public.js';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import type { Interval } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import type { StoredFault, StoredWarning } from './import-rows.store.js';

export type NeedToCheck = {
  readonly row: number;
  readonly uscc: string;
  readonly amountFen: string;
  readonly currency: string;
};

export type Checked = {
  readonly faults: readonly { readonly row: number; readonly faults: readonly StoredFault[] }[];
  readonly warnings: readonly { readonly row: number; readonly warning: StoredWarning }[];
};

export const elsewhere = (uscc: string): StoredFault => ({
  kind: 'elsewhere',
  field: 'uscc',
  code: 'other-unit',
  found: uscc,
  params: {},
});

const needKey = (enterpriseId: string, amountFen: string, currency: string): string =>
  `${enterpriseId} ${amountFen} ${currency}`;

/** What the registers say of needs that are good in themselves. */
@Injectable()
export class RegisterCheck {
  constructor(
    private readonly enterprises: EnterpriseRegistry,
    private readonly requests: RequestReader,
  ) {}

  async check(tx: Tx, needs: readonly NeedToCheck[], within: Interval): Promise<Checked> {
    const known = await this.enterprises.findKnown(tx, [...new Set(needs.map(({ uscc }) => uscc))]);
    const isInside = (position: number): boolean => position >= within.lo && position <= within.hi;
    const inside = [...known.values()].filter(({ unitPosition }) => isInside(unitPosition));
    const ids = await this.requests.openIdsOf(
      tx,
      inside.map(({ id }) => id),
    );
    const numbers = new Map(
      (await this.requests.load(tx, ids)).map(({ enterpriseId, amountFen, currency, number }) => [
        needKey(enterpriseId, String(amountFen), currency),
        number,
      ]),
    );
    const faults: { row: number; faults: StoredFault[] }[] = [];
    const warnings: { row: number; warning: StoredWarning }[] = [];
    for (const { row, uscc, amountFen, currency } of needs) {
      const enterprise = known.get(uscc);
      if (enterprise === undefined) continue;
      if (!isInside(enterprise.unitPosition)) faults.push({ row, faults: [elsewhere(uscc)] });
      const number = numbers.get(needKey(enterprise.id, amountFen, currency));
      if (number !== undefined) warnings.push({ row, warning: registeredBefore(amountFen, number) });
    }
    return { faults, warnings };
  }
}

const registeredBefore = (amountFen: string, number: string): StoredWarning => ({
  kind: 'registered',
  field: 'amountFen',
  code: 'registered-before',
  found: amountFen,
  params: { number },
});
