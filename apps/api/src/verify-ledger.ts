import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { auditClaims } from './claims/claims.public.js';
import {
  ledgerFrom,
  ledgerOf,
  strayRow,
  UnreadableExport,
  verifyLedger,
  writtenTo,
  type Verified,
} from './facilities/facilities.public.js';
import { toolEnvironment } from './platform/config/tool-environment.js';
import { Database } from './platform/database/database.js';

/** Works the quota ledger out again, of the database or of an export file, and lays a database's claims to it; fails and names the first bad row. */
const { values } = parseArgs({ options: { export: { type: 'string' }, from: { type: 'string' } } });

try {
  const { pools, entries, bad } =
    values.from === undefined ? await ofDatabase(values.export) : await verifyLedger(ledgerFrom(values.from));
  if (bad) {
    console.error(
      `台账有误 ledger is wrong: pool ${bad.poolId}, version ${bad.version}: ${bad.code} (${bad.detail})`,
    );
    process.exitCode = 1;
  } else {
    console.log(`台账无误 ledger verified: ${pools} pools, ${entries} entries`);
  }
} catch (error) {
  if (!(error instanceof UnreadableExport)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function ofDatabase(file: string | undefined): Promise<Verified> {
  const database = await new Database(toolEnvironment().databaseUrl, 1).open();
  try {
    const rows = ledgerOf(database);
    const verified = await verifyLedger(file === undefined ? rows : writtenTo(file, rows));
    await tellClaims(database);
    return verified.bad ? verified : { ...verified, bad: await strayRow(database) };
  } finally {
    await database.close();
  }
}

async function tellClaims(database: Database): Promise<void> {
  const { claims, fault } = await auditClaims(database);
  if (fault) {
    console.error(
      `报账与台账不符 a claim differs from the ledger: ${fault.number} (${fault.id}): ${fault.detail}`,
    );
    process.exitCode = 1;
  } else {
    console.log(`报账与台账相符 claims agree with the ledger: ${claims}`);
  }
}
