/** How far a request came with a bank. */
export const ENDS = [
  'pending',
  'accepted',
  'contacted',
  'diligence',
  'offered',
  'chosen',
  'approved',
  'contracted',
  'paid_once',
  'paid_part',
  'paid_twice',
  'declined',
  'silent',
] as const;
export type End = (typeof ENDS)[number];

export const TWISTS = [
  'closed',
  'rest_cancelled',
  'short',
  'split',
  'repairing',
  'appealed',
  'not_taken',
  'incomplete',
  'awaiting_papers',
] as const;
export type Twist = (typeof TWISTS)[number];

/** Where a request stands that no bank has been sent. */
export const WITHOUT_BANK = [
  'draft',
  'submitted',
  'returned',
  'rejected',
  'duplicate',
  'withdrawn',
  'expired',
  'unmatched',
  'matched',
  'proposed',
] as const;
export type WithoutBank = (typeof WITHOUT_BANK)[number];

export type Scenario = {
  readonly count: number;
  /** Working minutes between the last step and now. */
  readonly since: readonly [least: number, most: number];
  /** The first so many belong to the enterprise a visitor signs in with. */
  readonly demo?: number;
} & (
  | { readonly before: WithoutBank }
  | {
      readonly end: End;
      readonly twist?: Twist;
      /** Further banks at work or done with it, at least and at most. */
      readonly others: readonly [least: number, most: number];
      /** Besides, the visitor's bank has just been sent it. */
      readonly alsoDemoBank?: true;
      /** The main bank is the visitor's, for at least so many. */
      readonly atDemoBank?: number;
    }
);

/**
 * Three hundred requests, five of them drafts. Of the 295 registered 177 (60 %) reached a bank and 120 (40.7 %)
 * money: the proportions of Shaanxi 2020, where of 1,000 needs 600 were recommended and 407 funded.
 */
// prettier-ignore
export const SCENARIOS: readonly Scenario[] = [
  { before: 'draft', count: 5, since: [20, 1500], demo: 1 },
  { before: 'submitted', count: 24, since: [10, 1100] },
  { before: 'returned', count: 7, since: [60, 2200] },
  { before: 'rejected', count: 4, since: [400, 9000] },
  { before: 'duplicate', count: 3, since: [400, 9000] },
  { before: 'withdrawn', count: 6, since: [400, 12000] },
  { before: 'expired', count: 4, since: [200, 3000] },
  { before: 'unmatched', count: 9, since: [200, 9000] },
  { before: 'matched', count: 58, since: [120, 12000] },
  { before: 'proposed', count: 3, since: [60, 500], demo: 1 },
  { end: 'pending', count: 16, since: [8, 560], others: [0, 0], atDemoBank: 16 },
  { end: 'accepted', count: 6, since: [20, 415], others: [0, 1], alsoDemoBank: true },
  { end: 'contacted', count: 6, since: [20, 440], others: [0, 2], alsoDemoBank: true },
  { end: 'diligence', count: 7, since: [60, 1800], others: [0, 2] },
  { end: 'diligence', twist: 'awaiting_papers', count: 2, since: [60, 700], others: [0, 1], demo: 1, atDemoBank: 1 },
  { end: 'offered', count: 4, since: [60, 900], others: [2, 2], demo: 1, atDemoBank: 1 },
  { end: 'chosen', count: 2, since: [120, 1200], others: [1, 2], atDemoBank: 1 },
  { end: 'approved', count: 4, since: [120, 1800], others: [1, 2], atDemoBank: 1 },
  { end: 'contracted', count: 3, since: [60, 900], others: [1, 2], atDemoBank: 1 },
  { end: 'declined', count: 1, since: [200, 3000], others: [0, 0] },
  { end: 'declined', twist: 'repairing', count: 1, since: [200, 2500], others: [0, 0] },
  { end: 'declined', twist: 'appealed', count: 1, since: [100, 900], others: [0, 0] },
  { end: 'silent', count: 2, since: [60, 1500], others: [0, 0] },
  { end: 'approved', twist: 'not_taken', count: 1, since: [900, 4000], others: [1, 1] },
  { end: 'contacted', twist: 'incomplete', count: 1, since: [60, 600], others: [0, 0] },
  { end: 'paid_once', count: 40, since: [60, 14000], others: [0, 3] },
  { end: 'paid_twice', count: 22, since: [60, 12000], others: [0, 3], demo: 1, atDemoBank: 5 },
  { end: 'paid_once', twist: 'closed', count: 26, since: [200, 9000], others: [0, 2] },
  { end: 'paid_part', count: 14, since: [60, 4000], others: [0, 2], atDemoBank: 3 },
  { end: 'paid_part', twist: 'rest_cancelled', count: 4, since: [400, 6000], others: [0, 1] },
  { end: 'paid_once', twist: 'split', count: 8, since: [100, 9000], others: [0, 1] },
  { end: 'paid_once', twist: 'short', count: 6, since: [100, 9000], others: [0, 2] },
];

/** Working minutes a step usually takes. */
// prettier-ignore
export const GAPS = {
  verify: [40, 760], choosing: [120, 2400], consent: [60, 800], accept: [12, 400], contact: [30, 1000], papers: [120, 900],
  diligence: [100, 700], offer: [150, 900], choose: [150, 1000], review: [100, 500], approve: [400, 1900],
  contract: [250, 1400], pay: [120, 900], payAgain: [1200, 5000], close: [1500, 6000], decline: [30, 1500],
  askPapers: [30, 200], answerPapers: [200, 1400],
} as const satisfies Record<string, readonly [least: number, most: number]>;
