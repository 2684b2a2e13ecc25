import { useState } from 'react';
import type { ClaimTool } from '@yinqi/contracts/claims';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { BillDialog } from './bill-dialog.js';
import { isUsable } from './claim-words.js';
import { claimMessages } from './messages.js';

/** Bills are known to the platform only when they are entered. */
export function BillEntry({ tool }: { readonly tool: ClaimTool }) {
  const t = useMessages(claimMessages);
  const [isOpen, setOpen] = useState(false);
  const action = isUsable(tool) ? (
    <Button variant="primary" onPress={() => setOpen(true)}>
      {t('bill.enter')}
    </Button>
  ) : undefined;
  return (
    <>
      <EmptyState title={t('loans.bills')} action={action}>
        {t('loans.bills.text')}
      </EmptyState>
      {isOpen && <BillDialog tool={tool} onClose={() => setOpen(false)} />}
    </>
  );
}
