import { runMigrations } from 'bullmq';
import type pg from 'pg';

const SCHEMA = 'bullmq';

/**
 * Installs BullMQ's own PostgreSQL schema as app_owner and lets app_queue use it. app_queue needs CREATE there,
 * because the backend makes a sequence per queue at run time; it may do nothing anywhere else.
 */
export async function migrateQueueSchema(admin: pg.Client): Promise<void> {
  await admin.query('set role app_owner');
  try {
    await admin.query(`create schema if not exists ${SCHEMA}`);
    await runMigrations(admin, SCHEMA);
    await admin.query(`grant usage, create on schema ${SCHEMA} to app_queue`);
    for (const kind of ['tables', 'sequences', 'functions']) {
      await admin.query(`grant all on all ${kind} in schema ${SCHEMA} to app_queue`);
    }
  } finally {
    await admin.query('reset role');
  }
}
