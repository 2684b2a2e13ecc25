import fs from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { ROOT } from './local/install.mjs';
import { build } from './local/tools.mjs';

/** `npm run openapi`: writes the contract as published, for review beside the change that altered it. */
const file = path.join(ROOT, 'docs', 'api', 'openapi.json');
await build({ projects: ['@yinqi/api'] });
const { API_ROUTES } = await import('../apps/api/dist/api-routes.js');
const { openApiDocument } = await import('../apps/api/dist/platform/http/openapi.js');
const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const style = await prettier.resolveConfig(file);
const text = JSON.stringify(openApiDocument(API_ROUTES, version));
fs.mkdirSync(path.dirname(file), { recursive: true });
fs.writeFileSync(file, await prettier.format(text, { ...style, parser: 'json' }));
console.log(`${path.relative(ROOT, file)}: ${API_ROUTES.length} operations`);
