import { lazy, Suspense, type ReactNode } from 'react';

export type DialogProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the main one first. */
  readonly actions?: ReactNode;
  readonly size?: 'medium' | 'wide';
  /** A dialog that asks for a decision it would be wrong to lose by a stray click. */
  readonly isDismissable?: boolean;
};

const DialogFrame = lazy(() =>
  import('./dialog-frame.js').then((module) => ({ default: module.DialogFrame })),
);

/** A dialog over the page; its code is fetched when the first one opens. */
export function Dialog(props: DialogProps) {
  if (!props.isOpen) return null;
  return (
    <Suspense fallback={null}>
      <DialogFrame {...props} />
    </Suspense>
  );
}
