export type Toast = {
  readonly id: number;
  readonly message: string;
  readonly tone: 'done' | 'failed';
  /** Present while the act can be undone. */
  readonly onUndo?: () => void;
};

const SHOWN_MS = 10_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const toastStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: (): readonly Toast[] => toasts,
};

export const dismissToast = (id: number): void => publish(toasts.filter((toast) => toast.id !== id));

/** Tells what has just been done; an undo stays open for ten seconds. The newest three are kept. */
export function showToast(toast: Omit<Toast, 'id' | 'tone'> & { readonly tone?: Toast['tone'] }): number {
  lastId += 1;
  const id = lastId;
  publish([...toasts.slice(-2), { tone: 'done', ...toast, id }]);
  setTimeout(() => dismissToast(id), SHOWN_MS);
  return id;
}
