import type { Language } from './i18n/language.js';

/** Sources the platform names itself; what a person gave as a source is shown as written. */
const ENGLISH: Readonly<Record<string, string>> = {
  融资需求申报: 'financing request',
  市场监管登记信息: 'business register',
  海关备案信息: 'customs record',
  海关信用公示: 'customs credit list',
  税务部门公布信息: 'tax authority',
  国家企业信用信息公示系统: 'national enterprise credit system',
  企业申报: 'declared by the enterprise',
  企业月度经营情况填报: 'monthly report of the enterprise',
  行业分类: 'industry code',
  '工信部联企业〔2011〕300号测算': 'size by the 2011 ministerial standard',
};

const SHEET_ROW = /^(.+) 第(\d+)行$/;
const SURVEY = /^(?:(\d{4})年)?融资需求摸底表$/;

function englishOf(source: string): string {
  const [, sheet = '', row = ''] = SHEET_ROW.exec(source) ?? [];
  if (row === '') return ENGLISH[source] ?? source;
  return `${sheet.replace(SURVEY, '$1 financing survey').trim()}, row ${row}`;
}

export const sourceName = (source: string, language: Language): string =>
  language === 'en' ? source.split('; ').map(englishOf).join('; ') : source;
