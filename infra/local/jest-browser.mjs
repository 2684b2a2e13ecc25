import setUpDatabase from './jest-database.mjs';
import { build } from './tools.mjs';

/** Jest's globalSetup for the browser project: the pages as they are served, besides what every journey needs. */
export default async function setUp() {
  if (process.env.TEST_BUILT !== 'yes') await build({ projects: ['@yinqi/web'] });
  await setUpDatabase();
}
