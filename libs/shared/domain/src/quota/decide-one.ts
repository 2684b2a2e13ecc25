import type { QuotaCommand } from './command.js';
import type { Outcome, View } from './effect.js';
import { correct, repay, report } from './fact-acts.js';
import { commit, expire, extend, post, reserve, uncommit, voidHold } from './hold-acts.js';
import { adjustLimit, changeState, move } from './pool-acts.js';

/** One command on the ledger as it stands: what it does, or why it does not. */
export function decideOne(view: View, command: QuotaCommand): Outcome {
  switch (command.kind) {
    case 'allot':
    case 'return':
    case 'transfer':
      return move(view, command);
    case 'adjust_limit':
      return adjustLimit(view, command);
    case 'freeze':
    case 'unfreeze':
    case 'close':
      return changeState(view, command);
    case 'reserve':
      return reserve(view, command);
    case 'commit':
      return commit(view, command);
    case 'uncommit':
      return uncommit(view, command);
    case 'extend':
      return extend(view, command);
    case 'post':
      return post(view, command);
    case 'report':
      return report(view, command);
    case 'void':
      return voidHold(view, command);
    case 'expire':
      return expire(view, command);
    case 'repay':
      return repay(view, command);
    case 'correct':
      return correct(view, command);
  }
}
