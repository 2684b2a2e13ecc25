const PATHS = {
  open: 'M3 6l5 5 5-5',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

/** A sign drawn as a line, alike on every system; its button carries the name. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}
