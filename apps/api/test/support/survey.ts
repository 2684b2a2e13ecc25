import { readFileSync } from 'node:fs';
import type { Call } from '@yinqi/contracts/client';
import { commitImport, getImport, uploadImport, type ImportBatch } from '@yinqi/contracts/imports';

/** A survey workbook as it lies on a clerk's desk. */
export const surveyFile = (name: 'survey-sample' | 'survey-county'): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../src/imports/fixtures/${name}.xlsx`, import.meta.url)));

type Clerk = { readonly call: Call; settled(): Promise<void> };

/** Uploads a workbook and waits until every row was read. */
export async function stageSurvey(
  clerk: Clerk,
  name: 'survey-sample' | 'survey-county',
): Promise<ImportBatch> {
  const { id } = await clerk.call(uploadImport, {
    query: { fileName: `${name}.xlsx` },
    bytes: surveyFile(name),
  });
  await clerk.settled();
  return clerk.call(getImport, { params: { id } });
}

/** Stages a workbook, registers its good rows and waits for what follows from them. */
export async function importSurvey(
  clerk: Clerk,
  name: 'survey-sample' | 'survey-county',
): Promise<ImportBatch> {
  const { id, version } = await stageSurvey(clerk, name);
  const committed = await clerk.call(commitImport, { params: { id }, version });
  await clerk.settled();
  return committed;
}
