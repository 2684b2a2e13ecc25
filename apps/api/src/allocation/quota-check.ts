import type { Quota, TrancheInput } from '@yinqi/contracts/allocation';
import type { FieldFault } from '@yinqi/contracts/errors';

const repeated = (ids: readonly string[], pointer: (at: number) => string): FieldFault[] =>
  ids.flatMap((id, at) => (ids.indexOf(id) < at ? [{ pointer: pointer(at), code: 'duplicate' }] : []));

const unknown = (
  ids: readonly string[],
  known: ReadonlySet<string>,
  pointer: (at: number) => string,
): FieldFault[] =>
  ids.flatMap((id, at) => (known.has(id) ? [] : [{ pointer: pointer(at), code: 'unknown' }]));

/** Each tool once, each bank once under its tool, and all of them known. */
export function quotaFaults(
  quotas: readonly Quota[],
  facilities: ReadonlySet<string>,
  banks: ReadonlySet<string>,
): FieldFault[] {
  const tools = quotas.map(({ facilityId }) => facilityId);
  const tool = (at: number) => `/body/quotas/${at}/facilityId`;
  return [
    ...repeated(tools, tool),
    ...unknown(tools, facilities, tool),
    ...quotas.flatMap((quota, place) => {
      const ids = quota.banks.map(({ bankId }) => bankId);
      const bank = (at: number) => `/body/quotas/${place}/banks/${at}/bankId`;
      return [...repeated(ids, bank), ...unknown(ids, banks, bank)];
    }),
  ];
}

/** A tranche goes to what the plan has. */
export const trancheFaults = (tranches: readonly TrancheInput[], quotas: readonly Quota[]): FieldFault[] =>
  tranches.flatMap(({ facilityId, bankId }, at) => {
    const tool = quotas.find((quota) => quota.facilityId === facilityId);
    if (!tool) return [{ pointer: `/body/tranches/${at}/facilityId`, code: 'unknown' }];
    if (bankId === null || tool.banks.some((bank) => bank.bankId === bankId)) return [];
    return [{ pointer: `/body/tranches/${at}/bankId`, code: 'unknown' }];
  });

const sum = (a: string, b: bigint): string => String(BigInt(a) + b);

/** What a bank gets more its tool gets more too: else the tool would hold the tranche back. */
export const grownBy = (quotas: readonly Quota[], tranches: readonly TrancheInput[]): Quota[] =>
  quotas.map(({ facilityId, capacityFen, banks }) => {
    const own = tranches.filter((tranche) => tranche.facilityId === facilityId);
    const added = (of: readonly TrancheInput[]) =>
      of.reduce((total, { addFen }) => total + BigInt(addFen), 0n);
    return {
      facilityId,
      capacityFen: sum(capacityFen, added(own)),
      banks: banks.map((bank) => ({
        bankId: bank.bankId,
        capacityFen: sum(bank.capacityFen, added(own.filter(({ bankId }) => bankId === bank.bankId))),
      })),
    };
  });
