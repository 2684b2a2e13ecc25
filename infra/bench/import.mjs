import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openProcesses } from '../local/processes.mjs';
import { BenchClient } from './client.mjs';
import { rowOf } from './statistics.mjs';
import { COLUMN_COUNT, surveyWorkbook } from './survey-workbook.mjs';

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
      const workbook = await surveyWorkbook({ rows: ROWS, faultyShare: FAULTY_SHARE, round });
      results.push(await importOnce(client, cookie, processes, workbook));
      console.log(`${round}/${rounds}`, results.at(-1));
    }
    const different = results.filter(({ read, faulty, expected }) => read !== ROWS || faulty !== expected);
    return {
      rounds,
      rows: rowsOf(results),
      checks: { compared: rounds, different: different.length },
      notes: {
        workbook: `${ROWS} rows × ${COLUMN_COUNT} columns, each cell styled, ${FAULTY_SHARE * 100} % of the rows faulty`,
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
