const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_OFFSET = 0xfee0;
const IDEOGRAPHIC_SPACE = 0x3000;

/** Full-width letters, digits and signs as their half-width ones; Chinese text stays as it is. */
export function toHalfWidth(text: string): string {
  let result = '';
  let copied = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const wide = code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST;
    if (!wide && code !== IDEOGRAPHIC_SPACE) continue;
    result += text.slice(copied, index) + (wide ? String.fromCharCode(code - FULL_WIDTH_OFFSET) : ' ');
    copied = index + 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}
