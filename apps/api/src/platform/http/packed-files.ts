import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { NextFunction, Response } from 'express';
import type { ApiRequest } from './api-request.js';

const ENDING = '.gz';

/** Files of the pages that the build packed beside the plain ones go packed to every browser that takes them so. */
export function packedFiles(webDir: string) {
  const folder = join(webDir, 'assets');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ENDING)) : [];
  const packed = new Set(names.map((name) => `/assets/${name.slice(0, -ENDING.length)}`));
  return (request: ApiRequest, response: Response, next: NextFunction): void => {
    if (packed.has(request.url)) {
      response.vary('Accept-Encoding');
      if (request.acceptsEncodings('gzip') === 'gzip') {
        response.type(extname(request.url)).setHeader('content-encoding', 'gzip');
        request.url += ENDING;
      }
    }
    next();
  };
}
