import { Controller } from '@nestjs/common';
import { listIndustries, listRegions, listVocabularies } from '@yinqi/contracts/reference';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { Input, Route } from '../platform/http/route.decorator.js';
import { findIndustries, findRegions, vocabularies } from './reference-tables.js';

/** Code tables that pages ask for as they need them. */
@Controller()
export class ReferenceController {
  @Route(listRegions)
  regions(@Input() { query }: RouteInput<typeof listRegions>): RouteResult<typeof listRegions> {
    return { items: findRegions(query) };
  }

  @Route(listIndustries)
  industries(@Input() { query }: RouteInput<typeof listIndustries>): RouteResult<typeof listIndustries> {
    return { items: findIndustries(query) };
  }

  @Route(listVocabularies)
  vocabularies(): RouteResult<typeof listVocabularies> {
    return { vocabularies };
  }
}
