import type { Rejection } from '@yinqi/domain/quota';
import { refusalOf } from './allotment-refusals.js';

describe('what the ledger refuses of an allotment', () => {
  it.each<[Rejection, string, object | undefined]>([
    [
      { code: 'correct.repaid', key: 'loan-1', outstandingFen: 300n },
      'allotment.repaid',
      { outstandingFen: '300' },
    ],
    [{ code: 'correct.already_corrected', key: 'loan-1' }, 'allotment.corrected', undefined],
    [{ code: 'claim.already_live', claimKey: 'JJ-1', holdId: 'other' }, 'quota.claim_live', undefined],
    [{ code: 'second_person.required', fromFen: 500n }, 'allotment.second_person', { fromFen: '500' }],
    [
      { code: 'pool.still_in_use', poolId: 'p', allottedFen: 1n, heldFen: 2n },
      'allotment.still_in_use',
      undefined,
    ],
  ])('has words of the contract: %j', (rejection, code, params) => {
    const refusal = refusalOf(rejection);
    expect({ code: refusal.code, params: refusal.params }).toEqual({ code, params });
  });

  it('is a fault of ours where nobody could have asked for it', () => {
    expect(() => refusalOf({ code: 'hold.unknown', holdId: 'h' })).toThrow('hold.unknown');
  });
});
