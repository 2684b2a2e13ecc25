// prettier-ignore
const ENGLISH: readonly (readonly [en: string, ...zh: string[]])[] = [
  ['Hong Kong, China', '香港', '中国香港', '香港特别行政区'], ['Macao, China', '澳门', '中国澳门', '澳门特别行政区'],
  ['Taiwan, China', '台湾', '中国台湾', '台湾省', '台湾地区'],
  ['Japan', '日本'], ['Korea, Republic of', '韩国', '大韩民国'], ['Singapore', '新加坡'], ['Malaysia', '马来西亚'],
  ['Thailand', '泰国'], ['Indonesia', '印度尼西亚', '印尼'], ['India', '印度'], ['Viet Nam', '越南'], ['Philippines', '菲律宾'],
  ['United Arab Emirates', '阿联酋'], ['Saudi Arabia', '沙特阿拉伯', '沙特'], ['Israel', '以色列'], ['Türkiye', '土耳其'],
  ['United States', '美国'], ['Canada', '加拿大'], ['Mexico', '墨西哥'], ['Brazil', '巴西'],
  ['Germany', '德国'], ['United Kingdom', '英国'], ['France', '法国'], ['Netherlands', '荷兰'], ['Switzerland', '瑞士'],
  ['Sweden', '瑞典'], ['Denmark', '丹麦'], ['Norway', '挪威'], ['Finland', '芬兰'], ['Italy', '意大利'], ['Spain', '西班牙'],
  ['Belgium', '比利时'], ['Luxembourg', '卢森堡'], ['Austria', '奥地利'], ['Ireland', '爱尔兰'], ['Poland', '波兰'],
  ['Czechia', '捷克'], ['Hungary', '匈牙利'], ['Portugal', '葡萄牙'], ['Russian Federation', '俄罗斯'],
  ['Australia', '澳大利亚'], ['New Zealand', '新西兰'], ['South Africa', '南非'], ['Mauritius', '毛里求斯'],
  ['Seychelles', '塞舌尔'], ['Samoa', '萨摩亚'], ['Cayman Islands', '开曼群岛', '开曼'],
  ['British Virgin Islands', '英属维尔京群岛', '维尔京群岛'], ['Bermuda', '百慕大'],
];

const BY_NAME: ReadonlyMap<string, string> = new Map(
  ENGLISH.flatMap(([en, ...names]) => names.map((name) => [name, en] as const)),
);

/** The English name of a country or region capital comes from; several are read one by one (德国、香港). */
export function originNameEn(text: string): string | undefined {
  const names = text
    .split(/[、，,/；;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => BY_NAME.get(part));
  return names.length > 0 && names.every((name) => name !== undefined) ? names.join('; ') : undefined;
}
