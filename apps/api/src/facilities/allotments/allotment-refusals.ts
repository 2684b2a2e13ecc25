import type { Rejection } from '@yinqi/domain/quota';
import { DomainError } from '../../platform/errors/domain-error.js';

/** What the ledger refuses of an allotment, in the contract's words with the figures their sentences need. */
export function refusalOf(rejection: Rejection): DomainError {
  switch (rejection.code) {
    case 'pool.insufficient':
      return new DomainError('allotment.insufficient', {
        params: { askedFen: String(rejection.askedFen), leftFen: String(rejection.leftFen) },
      });
    case 'pool.below_use':
      return new DomainError('allotment.below_use', { params: { takenFen: String(rejection.takenFen) } });
    case 'pool.still_in_use':
      return new DomainError('allotment.still_in_use');
    case 'pool.frozen':
    case 'pool.closed':
    case 'pool.not_in_state':
      return new DomainError('allotment.pool_state');
    case 'pool.not_related':
    case 'pool.has_parent':
      return new DomainError('allotment.unrelated');
    case 'second_person.required':
      return new DomainError('allotment.second_person', { params: { fromFen: String(rejection.fromFen) } });
    case 'correct.already_corrected':
      return new DomainError('allotment.corrected');
    case 'correct.repaid':
      return new DomainError('allotment.repaid', {
        params: { outstandingFen: String(rejection.outstandingFen) },
      });
    case 'claim.already_live':
      return new DomainError('quota.claim_live');
    case 'amount.zero':
    case 'amount.too_large':
      return new DomainError('request.invalid', {
        faults: [{ pointer: '/body/amountFen', code: rejection.code }],
      });
    case 'key.conflict':
      return new DomainError('idempotency.mismatch');
    default:
      throw new Error(`The ledger refused an allotment: ${rejection.code}`);
  }
}
