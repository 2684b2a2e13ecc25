import { isComposing } from './ime.js';

describe('isComposing', () => {
  it.each([
    ['the standard flag', { isComposing: true }, true],
    ['the flag under a React event', { nativeEvent: { isComposing: true } }, true],
    ['the old key code', { keyCode: 229 }, true],
    ['an ordinary Enter', { isComposing: false, keyCode: 13 }, false],
  ])('%s', (_name, event, expected) => {
    expect(isComposing(event)).toBe(expected);
  });
});
