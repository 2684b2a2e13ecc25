import { Injectable, StreamableFile } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import type { Response } from 'express';
import { routeOf } from './route.decorator.js';

/** The result schema is an allow-list: a new column never reaches a reader by accident. */
@Injectable()
export class ResultInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = routeOf(context);
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((value: unknown) => {
        if (!route || 'stream' in route.result) return value;
        if ('download' in route.result) return new StreamableFile(value as Uint8Array); // RouteResult of a download route
        const parsed = route.result.safeParse(value);
        if (!parsed.success) {
          const paths = parsed.error.issues.map((issue) => `/${issue.path.map(String).join('/')}`);
          throw new Error(`Result of ${route.id} does not fit its schema at ${paths.join(', ')}`);
        }
        const data: unknown = parsed.data;
        if (data && typeof data === 'object' && 'version' in data && typeof data.version === 'number') {
          response.setHeader('etag', `"${data.version}"`);
        }
        return data;
      }),
    );
  }
}
