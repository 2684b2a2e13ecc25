import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

const FOLDER = fileURLToPath(new URL('../../../migrations', import.meta.url));
/** TypeORM orders migrations by a number at the end of the name; ours come after this fixed start. */
const FIRST_STAMP = 1_700_000_000_000;

/** `NNNN-name/up.sql` makes the change; `check.sql` returns no row when it holds, else one row per fault. */
function migrationClass(folder: string): new () => MigrationInterface {
  const number = Number(folder.slice(0, 4));
  if (!Number.isInteger(number)) throw new Error(`Migration folder ${folder} must begin with four digits`);
  const read = (file: string): string => readFileSync(join(FOLDER, folder, file), 'utf8');
  return class implements MigrationInterface {
    readonly name = `${folder.slice(5)}${FIRST_STAMP + number}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(read('up.sql'));
      const faults = (await runner.query(read('check.sql'), [], true)).records as unknown[]; // typed any[] by TypeORM
      if (faults.length > 0)
        throw new Error(`${folder}: check failed: ${JSON.stringify(faults.slice(0, 5))}`);
    }

    /** Changes are undone by a further migration; data once written are never dropped by a downgrade. */
    async down(): Promise<void> {
      throw new Error(`${folder} has no way back: write a further migration`);
    }
  };
}

/** Runs what has not run yet, as the owner of the tables, each migration in its own transaction. */
export async function runMigrations(adminUrl: string): Promise<readonly string[]> {
  const folders = readdirSync(FOLDER)
    .filter((name) => /^\d{4}-/.test(name))
    .sort();
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    migrations: folders.map(migrationClass),
    migrationsTransactionMode: 'each',
    extra: { options: '-c role=app_owner' },
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
