import { readFileSync } from 'node:fs';
import type { Call } from '@yinqi/contracts/client';
import { getImport, listImportRows, uploadImport } from '@yinqi/contracts/imports';
import { openInstallation, type Installation } from './support/installation.js';
import { World } from './support/world.js';
import { EnterpriseRegistry } from '../src/enterprises/enterprises.public.js';
import { EnterprisesStore } from '../src/enterprises/enterprises.store.js';
import { RequestReader } from '../src/financing-requests/financing-requests.public.js';
import { FinancingRequestsStore } from '../src/financing-requests/financing-requests.store.js';
import { Database } from '../src/platform/database/database.js';
import type { Delivery } from '../src/platform/queue/queue.js';
import { ImportUploadedConsumer } from '../src/imports/import-uploaded.consumer.js';
import { ImportsStore } from '../src/imports/imports.store.js';
import { RegisterCheck } from '../src/imports/register-check.js';
import { StagingStore } from '../src/imports/staging.store.js';
import { SurveyParser } from '../src/imports/survey-parser.js';
import type { StagingEvent, StagingInput } from '../src/imports/survey-staging.js';

const SAMPLE = new Uint8Array(
  readFileSync(new URL('../src/imports/fixtures/survey-sample.xlsx', import.meta.url)),
);

/** A worker that is gone after so many events. */
class DyingParser extends SurveyParser {
  constructor(private readonly events: number) {
    super();
  }

  override async *parse(input: StagingInput, signal: AbortSignal): AsyncGenerator<StagingEvent> {
    let left = this.events;
    for await (const event of super.parse(input, signal)) {
      if (left === 0) throw new Error('killed');
      left -= 1;
      yield event;
    }
  }
}

let installation: Installation;
let world: World;
let bureau: Call;
let database: Database;

beforeAll(async () => {
  installation = await openInstallation({ worker: false, now: new Date('2026-11-22T02:00:00Z') });
  world = await World.open(installation.database);
  bureau = await installation.signIn(await world.bureauOfficer('320000'));
  database = await new Database(installation.database.workerUrl, 4).open();
});

afterAll(async () => {
  await database.close();
  await world.close();
  await installation.close();
});

const consumer = (parser: SurveyParser): ImportUploadedConsumer =>
  new ImportUploadedConsumer(
    database,
    parser,
    new StagingStore(),
    new ImportsStore(),
    new RegisterCheck(
      new EnterpriseRegistry(new EnterprisesStore()),
      new RequestReader(new FinancingRequestsStore()),
    ),
  );

const delivery = (): Delivery => ({
  eventId: 'e',
  correlationId: 'c',
  signal: AbortSignal.timeout(20_000),
  once: (work) => database.asService('app_worker', work),
});

it('starts over after a worker died in the middle, and the dead one cannot write any more', async () => {
  const { id } = await bureau(uploadImport, { bytes: SAMPLE, query: { fileName: '摸底表.xlsx' } });
  const view = () => bureau(getImport, { params: { id } });

  // Header and the first 100 rows arrive, the others and the end do not.
  await expect(consumer(new DyingParser(2)).handle({ batchId: id }, delivery())).rejects.toThrow('killed');
  expect(await view()).toMatchObject({ status: 'parsing', rowsRead: 100, rowsTotal: 120 });
  const [dead] = await installation.database.rows<{ attempt: string }>('select attempt from import_batch');
  if (dead === undefined) throw new Error('claimed above');

  await consumer(new SurveyParser()).handle({ batchId: id }, delivery());
  expect(await view()).toMatchObject({ status: 'staged', goodRows: 102, faultyRows: 18 });
  const late = await database.asService('app_worker', (tx) =>
    new StagingStore().putRows(tx, id, dead.attempt, 1, Buffer.from('[]')),
  );
  expect(late).toBe(false);

  // The same event once more changes nothing: what was staged is not read again.
  const before = await bureau(listImportRows, { params: { id }, query: { limit: 200 } });
  await consumer(new SurveyParser()).handle({ batchId: id }, delivery());
  expect(await bureau(listImportRows, { params: { id }, query: { limit: 200 } })).toEqual(before);
});
