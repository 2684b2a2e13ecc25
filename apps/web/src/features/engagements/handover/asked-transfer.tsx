import { useQuery } from '@tanstack/react-query';
import { caseQuery } from '../use-queue.js';
import { TransferDialog } from './transfer-dialog.js';

type Props = { readonly caseId: string; readonly onClose: () => void };

/** From the list too, a transfer is asked of the case as it was last read. */
export function AskedTransfer({ caseId, onClose }: Props) {
  const { data: detail } = useQuery(caseQuery(caseId));
  return detail === undefined ? null : <TransferDialog detail={detail} onClose={onClose} />;
}
