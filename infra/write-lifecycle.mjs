import fs from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { ROOT } from './local/install.mjs';
import { build } from './local/tools.mjs';

/** `npm run lifecycle`: draws the tables of domain/lifecycle, for review beside the change that altered them. */
const file = path.join(ROOT, 'docs', 'lifecycle.md');
await build({ projects: ['@yinqi/api'] });
const { lifecycleDocument } = await import('../apps/api/dist/engagements/lifecycle-document.js');
const style = await prettier.resolveConfig(file);
fs.writeFileSync(file, await prettier.format(lifecycleDocument(), { ...style, parser: 'markdown' }));
console.log(path.relative(ROOT, file));
