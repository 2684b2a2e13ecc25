import { originNameEn } from './origins.js';

describe('originNameEn', () => {
  it.each([
    ['德国', 'Germany'],
    ['中国香港', 'Hong Kong, China'],
    [' 台湾 ', 'Taiwan, China'],
    ['德国、香港', 'Germany; Hong Kong, China'],
  ])('names %s', (text, expected) => {
    expect(originNameEn(text)).toBe(expected);
  });

  it.each(['', '、', '火星', '德国、火星'])('says nothing of %p', (text) => {
    expect(originNameEn(text)).toBeUndefined();
  });
});
