import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { utils, write } from '@e965/xlsx';
import { makeUscc } from '@yinqi/domain/codes';
import { openProcesses } from '../local/processes.mjs';
import { BenchClient } from './client.mjs';
import { rowOf, seededRandom } from './statistics.mjs';

const ROWS = 10_000;
const FAULTY_SHARE = 0.15;
const LIMIT_MS = 120_000;

/** A county's whole survey in one workbook: read by the worker's thread while the API answers others. */
export async function measure({ folder, quick }) {
  const rounds = quick ? 1 : 3;
  const processes = await openProcesses({ dataDir: folder, seed: ['--empty'] });
  const client = new BenchClient(processes.origin);
  try {
    const cookie = await client.signIn(processes.accounts.find(({ side }) => side === 'bureau'));
    const results = [];
    for (let round = 1; round <= rounds; round += 1) {
      // Peak memory belongs to one workbook, so each is read by a process of its own.
      await processes.worker.stop();
      await processes.worker.start();
      results.push(await importOnce(client, cookie, processes, workbook(round)));
      console.log(`${round}/${rounds}`, results.at(-1));
    }
    const different = results.filter(({ read, faulty, expected }) => read !== ROWS || faulty !== expected);
    return {
      rounds,
      rows: rowsOf(results),
      checks: { compared: rounds, different: different.length },
      notes: {
        workbook: `${ROWS} rows × ${HEADER.length} columns, ${FAULTY_SHARE * 100} % of the rows faulty`,
        measured:
          'from POST sent until a faulty row, and every row, can be read over the API; peak resident memory of the worker process since its start',
      },
    };
  } finally {
    client.close();
    await processes.stop();
  }
}

async function importOnce(client, cookie, processes, { bytes, faulty: expected }) {
  const restingMb = peakMb(processes.worker.pid);
  const began = performance.now();
  const health = watchHealth(processes.origin);
  const { body } = await client.send('POST', '/imports?fileName=survey.xlsx', { cookie, bytes });
  const uploadedMs = performance.now() - began;
  let firstMs;
  for (;;) {
    const faults = firstMs ?? (await firstFault(client, cookie, body.id));
    if (firstMs === undefined && faults) firstMs = performance.now() - began;
    const { body: batch } = await client.send('GET', `/imports/${body.id}`, { cookie });
    if (batch.status === 'staged') {
      return {
        firstMs: firstMs ?? performance.now() - began,
        allMs: performance.now() - began,
        uploadedMs,
        peakMb: peakMb(processes.worker.pid),
        restingMb,
        slowestHealthMs: await health.stop(),
        read: batch.goodRows + batch.faultyRows,
        faulty: batch.faultyRows,
        expected,
      };
    }
    if (batch.status === 'refused') throw new Error(`The workbook was refused: ${batch.refusal}`);
    if (performance.now() - began > LIMIT_MS) throw new Error(`Still ${batch.status} after ${LIMIT_MS} ms`);
    await pause(50);
  }
}

async function firstFault(client, cookie, id) {
  const { body } = await client.send('GET', `/imports/${id}/rows?state=faulty&limit=1`, { cookie });
  return body.items.length > 0;
}

/** Asks the API how it is ten times a second: an import must not make others wait. */
function watchHealth(origin) {
  let going = true;
  let slowest = 0;
  const watching = (async () => {
    while (going) {
      const asked = performance.now();
      await (await fetch(`${origin}/health`)).arrayBuffer();
      slowest = Math.max(slowest, performance.now() - asked);
      await pause(100);
    }
  })();
  return {
    stop: async () => {
      going = false;
      await watching;
      return slowest;
    },
  };
}

/** The kernel's own mark of the most memory a process ever held. */
function peakMb(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

function rowsOf(results) {
  const row = (name, unit, key) =>
    rowOf(
      name,
      ROWS,
      unit,
      results.map((result) => result[key]),
    );
  return [
    row('upload answered', 'ms', 'uploadedMs'),
    row('first faults', 'ms', 'firstMs'),
    row('all rows', 'ms', 'allMs'),
    row('peak RSS of the worker', 'MiB', 'peakMb'),
    row('RSS of the worker before', 'MiB', 'restingMb'),
    row('slowest answer of the API meanwhile', 'ms', 'slowestHealthMs'),
  ];
}

const HEADER = [
  '序号', '企业名称', '统一社会信用代码', '市/县(区)', '企业类型', '控股情况', '成立日期', '外资占比(%)', '国民经济行业',
  '从业人数', '数据年度', '上年营业收入', '上年净利润', '资产总额', '负债总额', '纳税信用等级', '在手订单', '产能利用率(%)',
  '融资需求金额', '币种', '用途', '期限(月)', '期望利率(%)', '期望到位时间', '担保方式', '联系人', '电话', '填报日期', '授权共享',
]; // prettier-ignore

/** The same rows for the same round; a fault is a wrong check digit, an amount in words or a broken number. */
function workbook(round) {
  const random = seededRandom(round);
  const rows = [['融资需求摸底表（示例数据）'], HEADER];
  let faulty = 0;
  for (let at = 1; at <= ROWS; at += 1) {
    const broken = random.chance(FAULTY_SHARE) ? random.pick(['uscc', 'amount', 'phone']) : undefined;
    if (broken) faulty += 1;
    rows.push(rowOfSheet(random, { at, round, broken }));
  }
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '摸底表');
  return { bytes: write(book, { type: 'buffer', bookType: 'xlsx', compression: true }), faulty };
}

function rowOfSheet(random, { at, round, broken }) {
  const uscc = makeUscc('91320583', `MA${round}${String(at).padStart(5, '0')}`);
  const last = uscc.at(-1) === '1' ? '2' : '1';
  return [
    at,
    `示例${random.pick(['澄远', '砚泽', '霁云', '沐森'])}${at}${random.pick(['精密部件', '新材料', '电子'])}有限公司`,
    broken === 'uscc' ? uscc.slice(0, 17) + last : uscc,
    '苏州市昆山市',
    random.pick(['外商独资', '中外合资']),
    '外商控股',
    `20${10 + random.below(10)}年${1 + random.below(12)}月${1 + random.below(28)}日`,
    random.pick([51, 60, 100]),
    random.pick(['C3484', 'C3972', 'C2645']),
    20 + random.below(2_000),
    2025,
    500 + random.below(90_000),
    random.below(9_000),
    800 + random.below(90_000),
    300 + random.below(40_000),
    random.pick(['A', 'B', 'M']),
    random.below(30_000),
    40 + random.below(60),
    broken === 'amount' ? '面议' : `${100 + random.below(20_000)}万`,
    random.chance(0.05) ? '美元' : '人民币',
    random.pick(['流动资金', '设备更新', '出口订单备货', '研发投入']),
    random.pick([6, 12, 24, 36]),
    random.pick([3.2, 3.85, 4.35]),
    `2027-0${1 + random.below(9)}-1${random.below(9)}`,
    random.pick(['房产抵押', '信用', '应收账款质押、保证']),
    random.pick(['周宁', '沈予安', '陆一鸣']),
    broken === 'phone' ? '12345' : `138${String(10_000_000 + at)}`,
    '2026-11-20',
    random.chance(0.9) ? '是' : '否',
  ];
}
