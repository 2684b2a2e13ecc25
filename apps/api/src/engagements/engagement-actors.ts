import type { Actor, Side } from '@yinqi/domain/lifecycle';
import type { Caller } from '../platform/database/caller.js';
import { notFound } from '../platform/errors/domain-error.js';
import type { EngagementRow } from './engagement-row.js';

/** Who acts, as the domain's table and the history name them; one person may hold several roles. */
export type Acting = {
  readonly as: readonly Actor[];
  readonly side: Side;
  readonly accountId: string | null;
  readonly name: string;
};

export const SYSTEM: Acting = { as: ['system'], side: 'system', accountId: null, name: '平台' };

const BANK_ROLES = ['officer', 'reviewer', 'approver'] as const;
const BUREAU_ROLES = [
  ['bureau_officer', 'bureau'],
  ['mediator', 'mediator'],
] as const;

function actorsOf(caller: Caller): readonly Actor[] {
  switch (caller.side) {
    case 'bank':
      return BANK_ROLES.filter((role) => caller.roles.includes(role));
    case 'bureau':
      return BUREAU_ROLES.flatMap(([role, actor]) => (caller.roles.includes(role) ? [actor] : []));
    case 'enterprise':
      if (caller.roles.includes('signatory')) return ['signatory', 'enterprise'];
      return caller.roles.includes('finance') ? ['enterprise'] : [];
    default:
      return [];
  }
}

const sideOf = (caller: Caller): Side => {
  if (caller.side === 'bank' || caller.side === 'bureau' || caller.side === 'enterprise') return caller.side;
  throw notFound();
};

export const actingFor = (caller: Caller): Acting => ({
  as: actorsOf(caller),
  side: sideOf(caller),
  accountId: caller.accountId,
  name: caller.displayName,
});

/** Row-level security lets in the whole bank; a branch sees its own cases and those of offices below it. */
export const isInScope = (caller: Caller, row: Pick<EngagementRow, 'branchPosition'>): boolean =>
  caller.side !== 'bank' ||
  caller.isHeadOffice ||
  (row.branchPosition >= caller.unit.lo && row.branchPosition <= caller.unit.hi);
