export * from './amount.js';
export * from './chinese-number.js';
export * from './currency.js';
export { decimalOfNumber, divideRounded, parseDecimal, type Decimal } from './decimal.js';
export * from './format.js';
export * from './rate.js';
export { toHalfWidth } from './width.js';
