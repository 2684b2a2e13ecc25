// eslint-disable-next-line no-restricted-properties -- a switch of the test run, not of the platform
const isFull = process.env['ENGINE_CHECKS'] === 'full';

/** Ten times as many in `npm run check:full`. */
export const atScale = (count: number): number => (isFull ? 10 * count : count);
