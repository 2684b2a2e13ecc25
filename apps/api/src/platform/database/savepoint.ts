import type { Tx } from './database.js';

/** Work that is undone alone when it throws: what the transaction did before stays, and it can go on. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.execute('savepoint part');
  try {
    const result = await work();
    await tx.execute('release savepoint part');
    return result;
  } catch (error) {
    await tx.execute('rollback to savepoint part; release savepoint part');
    throw error;
  }
}
