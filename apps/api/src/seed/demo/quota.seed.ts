import type { Tx } from '../../platform/database/database.js';
import { stableId } from '../stable-id.js';
import { DemoBook, wan } from './demo-book.js';
import { BOOKS, TALLY } from './quota.data.js';
import { seedTerms } from './terms.seed.js';

const WAN_PER_YI = 10_000;
const FIRST_LOAN_DAYS_AGO = 80;

/** Two tools with their allotments, loans in every stage, an exception, a proposal that waits, and a mere tally. */
export async function seedQuota(tx: Tx, holderId: string, nowMs: number): Promise<void> {
  const book = new DemoBook(tx, holderId, nowMs);
  for (const { tool, basis, totalYi, provinceYi, document, banks } of BOOKS) {
    const pool = { tool, basis, bankKey: null } as const;
    const root = await book.open({
      ...pool,
      id: stableId(`pool:${tool}`),
      parentId: null,
      level: 'nation',
      authority: 'OFFICIAL',
    });
    const province = await book.open({
      ...pool,
      id: stableId(`pool:${tool}:320000`),
      parentId: root,
      level: 'province',
      authority: 'ALLOTTED_BY_HOLDER',
    });
    await book.allot(
      { from: root, to: null, fen: wan(totalYi * WAN_PER_YI), tool },
      { reason: '登记 2026 年总额度', document, daysAgo: 100 },
    );
    await book.allot(
      { from: root, to: province, fen: wan(provinceYi * WAN_PER_YI), tool },
      { reason: '分配江苏省 2026 年额度', document, daysAgo: 98 },
    );
    const opened: string[] = [];
    for (const { key, limit } of banks) {
      const own = await book.open({
        ...pool,
        id: stableId(`pool:${tool}:${key}`),
        parentId: province,
        level: 'bank',
        bankKey: key,
        authority: 'ALLOTTED_BY_HOLDER',
      });
      opened.push(own);
      await book.allot(
        { from: province, to: own, fen: wan(limit), tool },
        { reason: '按上年使用情况分配', document, daysAgo: 96 },
      );
    }
    const longest = Math.max(...banks.map(({ loans }) => loans.length));
    for (let step = 0; step < longest; step += 1) {
      for (const [at, { key, loans }] of banks.entries()) {
        const loan = loans[step];
        const poolId = opened[at];
        if (loan === undefined || poolId === undefined) continue;
        const daysAgo = Math.round(FIRST_LOAN_DAYS_AGO - (step * (FIRST_LOAN_DAYS_AGO - 2)) / longest);
        book.lend(poolId, key, loan, daysAgo);
      }
    }
  }
  await seedLoose(book);
  await seedTerms(tx, 'PBOC-REDISCOUNT', holderId, nowMs);
  await book.close();
}

/** What is out of the ordinary: a report nobody had reserved for, quota asked for, and loans outside any quota. */
async function seedLoose(book: DemoBook): Promise<void> {
  const [first] = BOOKS;
  if (!first) throw new Error('no book to add to');
  const { tool, document } = first;
  book.report(stableId(`pool:${tool}:hechuan`), 'hechuan', 1_180, 1);
  const from = stableId(`pool:${tool}:320000`);
  const to = stableId(`pool:${tool}:hechuan`);
  await book.record(
    stableId('allotment:demo-open'),
    { from, to, fen: wan(15_000), tool },
    { reason: '禾川农商银行票据业务增加，追加额度', document, daysAgo: 1 },
    false,
  );
  const tally = await book.open({
    tool: TALLY.tool,
    basis: 'FLOW',
    bankKey: TALLY.key,
    id: stableId(`pool:${TALLY.tool}:${TALLY.key}`),
    parentId: null,
    level: 'bank',
    authority: 'SHADOW',
  });
  for (const [at, amount] of TALLY.loans.entries()) book.report(tally, TALLY.key, amount, 50 - at * 15);
}
