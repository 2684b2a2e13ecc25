import type { RequestState } from '@yinqi/domain/lifecycle';

/**
 * The domain lets an open request expire and sets no period, so it is data: nobody works on the need, and so many days
 * have passed since the day the money was wished for and since anybody last touched it.
 */
export const REQUEST_EXPIRY = {
  days: 90,
  since: '2026-11-22',
  reason: '期望到位时间已过一个季度且无人更新，多半不再需要；如仍需要，可复制为新需求',
} as const;

/**
 * Where the enterprise's move is missing. What waits for the bureau must not end by the bureau's delay, and where a
 * bank is at work the wished day is no limit.
 */
export const EXPIRING_STATES = [
  'draft',
  'returned',
  'verified',
  'unmatched',
  'matched',
] as const satisfies readonly RequestState[];

const STATES = EXPIRING_STATES.map((state) => `'${state}'`).join(', ');

/** The end of that day in Beijing for request r; a need without a wished day does not end by itself. */
export const EXPIRES_AT = `case when r.needed_by is not null and r.status in (${STATES}) then
    (greatest(r.needed_by, (r.updated_at at time zone 'Asia/Shanghai')::date)
      + ${REQUEST_EXPIRY.days + 1})::timestamp at time zone 'Asia/Shanghai' end`;
