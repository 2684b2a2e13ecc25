import type { StoredFault } from './import-rows.store.js';

type Params = StoredFault['params'];

/** What the cell must hold, by kind of fault; the workbook goes back to the enterprise in Chinese. */
const EXPECTED: Readonly<Record<StoredFault['kind'], string>> = {
  name: '请填写企业全称',
  uscc: '应为18位统一社会信用代码，请对照营业执照填写',
  amount: '应为大于零的金额，例如 3200 或 3,200万元',
  phone: '应为11位手机号，或带区号的固定电话，例如 0512-65123456',
  neededBy: '应为填报日期之后十年内的日期，例如 2026-08-09',
  duplicate: '同一企业同一金额只登记一次；确有两笔需求的，请修改金额后再导入',
  formula: '单元格是公式且没有计算结果，请改为数值或文字',
  elsewhere: '该企业已由其他报送单位登记，请联系上级商务主管部门调整归属',
};

const FOUND: Readonly<Record<string, (params: Params) => string>> = {
  blank: () => '为空',
  'too-long': () => '过长',
  length: ({ length }) => `有${String(length)}位`,
  character: () => '含有代码中不使用的字符',
  'organisation-check': () => '主体标识码（第9至17位）校验位不对，请照营业执照核对',
  check: () => '校验位不对，请照营业执照核对',
  'number-cell': () => '以数值格式保存，末几位已丢失',
  'not-a-number': () => '不是金额',
  'not-positive': () => '不大于零',
  'too-large': () => '超出可登记的范围',
  'currency-unknown': () => '币种无法识别',
  'currency-conflict': () => '金额写明的币种与币种列不一致',
  'not-a-phone': () => '不是电话号码',
  unreadable: () => '无法识别',
  'no-such-day': () => '不是真实的日期',
  'before-filing': ({ filledOn }) => `早于填报日期${String(filledOn)}`,
  'too-late': ({ last }) => `晚于${String(last)}`,
  'repeats-row': ({ row }) => `与第${String(row)}行重复`,
  'formula-without-value': () => '公式没有计算结果',
  'error-cell': () => '单元格为错误值',
  'other-unit': () => '不在本单位辖内',
};

/** One fault in words: what was found, what is expected, how to repair it. */
export function explainFault({ kind, code, found, params, repair }: StoredFault): string {
  const what = FOUND[code]?.(params) ?? '有误';
  const shown = found === '' ? what : `“${found}”${what}`;
  return `${shown}；${EXPECTED[kind]}${repair === undefined ? '' : `，建议改为 ${repair}`}`;
}
