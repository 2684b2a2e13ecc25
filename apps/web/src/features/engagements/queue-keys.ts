import type { EngagementItem } from '@yinqi/contracts/engagements';
import { isTransferable } from '@yinqi/domain/lifecycle';
import type { GridKey } from '../../ui/data-grid.js';
import { forwardOf, mayAsk, mayDecline } from './case-moves.js';
import type { Asked } from './decision-buttons.js';
import { undoLast } from './last-undo.js';
import type { DeskWords } from './words.js';
import type { useDecisions } from './use-decisions.js';

export type BatchAct = 'forward' | 'decline';

type Desk = {
  readonly decisions: ReturnType<typeof useDecisions>;
  /** The case in the panel; undefined while none is open. */
  readonly openId: string | undefined;
  readonly selectedCount: number;
  readonly onAsk: (what: Asked, item: EngagementItem) => void;
  readonly onBatch: (act: BatchAct) => void;
};

/** The keys of the list: 1 goes ahead, 3 declines, R asks for papers, T transfers, C claims, U takes back. */
export function actOnKey(key: string, row: EngagementItem, desk: Desk): boolean {
  const name = key.toLowerCase();
  if (name === 'u') return undoLast();
  if (!['1', '3', 'r', 't', 'c'].includes(name)) return false;
  // Ticked rows are what is meant; without any, the row with the focus.
  if (desk.selectedCount > 0 && (name === '1' || name === '3')) {
    desk.onBatch(name === '1' ? 'forward' : 'decline');
    return true;
  }
  // While the panel still shows the row before, a key could strike a case nobody has looked at.
  if (desk.openId !== undefined && desk.openId !== row.id) return true;
  const { decisions, onAsk } = desk;
  const forward = forwardOf(row);
  if (name === '1' && forward !== undefined) {
    if (forward.kind === 'accept') decisions.accept(row);
    else decisions.step(row, forward.step);
  } else if (name === '3' && mayDecline(row)) onAsk('decline', row);
  else if (name === 'r' && mayAsk(row)) onAsk('supplement', row);
  else if (name === 't' && isTransferable(row.status)) onAsk('transfer', row);
  else if (name === 'c' && row.officerName === null) decisions.claim(row);
  else return false;
  return true;
}

/** The keys that can act on some row of the pile, as they are named under it. */
export function keysOf(rows: readonly EngagementItem[], t: DeskWords): GridKey[] {
  const forwards = rows.flatMap((row) => forwardOf(row) ?? []);
  const keys: (GridKey | false)[] = [
    forwards.length > 0 && {
      key: '1',
      does: t(forwards.every(({ kind }) => kind === 'accept') ? 'key.accept' : 'key.forward'),
    },
    rows.some(mayDecline) && { key: '3', does: t('key.decline') },
    rows.some(mayAsk) && { key: 'R', does: t('key.supplement') },
    rows.some(({ status }) => isTransferable(status)) && { key: 'T', does: t('key.transfer') },
    rows.some(({ officerName }) => officerName === null) && { key: 'C', does: t('key.claim') },
    forwards.length > 0 && { key: 'U', does: t('key.undo') },
  ];
  return keys.filter((one) => one !== false);
}
