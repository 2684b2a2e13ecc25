/** Everyone who can move a record; `signatory` is the enterprise's authorised person, `system` the platform's own clocks. */
export const ACTORS = [
  'enterprise',
  'signatory',
  'bureau',
  'officer',
  'reviewer',
  'approver',
  'mediator',
  'system',
] as const;
export type Actor = (typeof ACTORS)[number];

/** Who may act for an enterprise in what asks for no signature. */
export const ENTERPRISE = ['enterprise', 'signatory'] as const satisfies readonly Actor[];

/** The organisation a person acts for: decides whose move it is, not what one may do. */
export const SIDES = ['enterprise', 'bank', 'bureau', 'system'] as const;
export type Side = (typeof SIDES)[number];
