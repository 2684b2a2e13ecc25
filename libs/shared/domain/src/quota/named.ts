import type { ChangePoolState, QuotaCommand } from './command.js';
import { exposureKey, scopedKey, type NamedRecords } from './decision.js';

const changesState = (command: QuotaCommand): command is ChangePoolState =>
  command.kind === 'freeze' || command.kind === 'unfreeze' || command.kind === 'close';

/** What commands name, each once: pools are locked in the order given here, then the rest is read. */
export function namedBy(commands: readonly QuotaCommand[]): NamedRecords {
  const poolIds = new Set<string>();
  const subtreeIds = new Set<string>();
  const holdIds = new Set<string>();
  const claimKeys = new Set<string>();
  const keys = new Map<string, NamedRecords['keys'][number]>();
  const customers = new Map<string, NamedRecords['customers'][number]>();
  for (const command of commands) {
    const { tenantId, key } = command;
    keys.set(scopedKey(command), { tenantId, key });
    if ('fromPoolId' in command) poolIds.add(command.fromPoolId).add(command.toPoolId);
    else poolIds.add(command.poolId);
    if (changesState(command)) subtreeIds.add(command.poolId);
    if ('holdId' in command) holdIds.add(command.holdId);
    if (command.kind === 'correct') keys.set(scopedKey(command.corrects), command.corrects);
    if (!('subject' in command)) continue;
    const { poolId, subject } = command;
    customers.set(exposureKey(poolId, subject.customerId), { poolId, customerId: subject.customerId });
    if (subject.claimKey !== null) claimKeys.add(subject.claimKey);
  }
  return {
    poolIds: [...poolIds].sort(),
    subtreeIds: [...subtreeIds],
    holdIds: [...holdIds],
    keys: [...keys.values()],
    claimKeys: [...claimKeys],
    customers: [...customers.values()],
  };
}
