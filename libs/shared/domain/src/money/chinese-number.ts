const DIGITS: Readonly<Record<string, bigint>> = {
  零: 0n,
  〇: 0n,
  一: 1n,
  壹: 1n,
  二: 2n,
  两: 2n,
  贰: 2n,
  三: 3n,
  叁: 3n,
  四: 4n,
  肆: 4n,
  五: 5n,
  伍: 5n,
  六: 6n,
  陆: 6n,
  七: 7n,
  柒: 7n,
  八: 8n,
  捌: 8n,
  九: 9n,
  玖: 9n,
};
const PLACES: Readonly<Record<string, bigint>> = {
  十: 10n,
  拾: 10n,
  百: 100n,
  佰: 100n,
  千: 1000n,
  仟: 1000n,
};
const GROUPS: Readonly<Record<string, bigint>> = {
  万: 10_000n,
  萬: 10_000n,
  亿: 100_000_000n,
  億: 100_000_000n,
};

/** Reads 三千二百万, 叁仟贰佰万 or 十二 as a whole number. */
export function parseChineseNumber(text: string): bigint | undefined {
  let total = 0n;
  let section = 0n;
  let digit: bigint | undefined;
  if (text === '') return undefined;
  for (const sign of text) {
    const value = DIGITS[sign];
    const place = PLACES[sign];
    const group = GROUPS[sign];
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0n) return undefined;
      digit = value;
    } else if (place !== undefined) {
      // 十二 has no digit before its ten.
      section += (digit === undefined || digit === 0n ? 1n : digit) * place;
      digit = undefined;
    } else if (group !== undefined) {
      const before = section + (digit ?? 0n);
      // 一万亿: the larger group multiplies everything read so far.
      total = group > 10_000n ? (total + before) * group : total + before * group;
      section = 0n;
      digit = undefined;
    } else {
      return undefined;
    }
  }
  return total + section + (digit ?? 0n);
}

const CAPITALS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const CAPITAL_PLACES = ['', '拾', '佰', '仟'];
const CAPITAL_GROUPS = ['', '万', '亿', '万'];

function capitalSection(section: number): string {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.trunc(section / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${CAPITALS[digit] ?? ''}${CAPITAL_PLACES[place] ?? ''}`;
    gap = false;
  }
  return text;
}

function capitalInteger(whole: bigint): string {
  const sections: number[] = [];
  for (let rest = whole; rest > 0n; rest /= 10_000n) sections.push(Number(rest % 10_000n));
  let text = '';
  let gap = false;
  for (let index = sections.length - 1; index >= 0; index -= 1) {
    const section = sections[index] ?? 0;
    if (section > 0)
      text += `${text !== '' && (gap || section < 1000) ? '零' : ''}${capitalSection(section)}`;
    gap = section === 0;
    // 万亿 keeps its 亿 even where the 亿 section itself is empty.
    if (section > 0 || (index === 2 && text !== '')) text += CAPITAL_GROUPS[index] ?? '';
  }
  return text;
}

/** Fen in the capital writing of contracts and bills: 3200000000n → 叁仟贰佰万元整. */
export function formatCapital(fen: bigint): string {
  if (fen < 0n) return `负${formatCapital(-fen)}`;
  const whole = fen / 100n;
  const jiao = Number((fen / 10n) % 10n);
  const cents = Number(fen % 10n);
  const yuan = whole === 0n ? '' : `${capitalInteger(whole)}元`;
  if (jiao === 0 && cents === 0) return `${yuan === '' ? '零元' : yuan}整`;
  const jiaoText = jiao > 0 ? `${CAPITALS[jiao] ?? ''}角` : yuan === '' ? '' : '零';
  return yuan + jiaoText + (cents > 0 ? `${CAPITALS[cents] ?? ''}分` : '整');
}
