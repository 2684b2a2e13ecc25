import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { openQuota } from '@yinqi/contracts/allotments';
import type { PoolView } from '@yinqi/contracts/quota-view';
import type { RouteInput } from '@yinqi/contracts/route';
import { OrganisationsStore } from '../../identity/identity.public.js';
import type { Caller } from '../../platform/database/caller.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { FacilitiesStore } from '../facilities.store.js';
import { QuotaViewsService } from '../quota-view/quota-views.service.js';
import { PoolOpeningsStore } from './pool-openings.store.js';

/** The first pool of a tool: empty, and from now on its holder's own figures. */
@Injectable()
export class QuotaOpeningService {
  constructor(
    private readonly commands: Commands,
    private readonly facilities: FacilitiesStore,
    private readonly organisations: OrganisationsStore,
    private readonly pools: PoolOpeningsStore,
    private readonly views: QuotaViewsService,
  ) {}

  open(caller: Caller, command: Command, { params, body }: RouteInput<typeof openQuota>): Promise<PoolView> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const [facility] = await this.facilities.load(tx, [params.id]);
        if (facility?.holder_id !== caller.organisationId) throw notFound();
        const nation = await this.organisations.nation(tx);
        const { id, isNew } = await this.pools.open(tx, {
          id: randomUUID(),
          facility_id: facility.id,
          parent_id: null,
          level: 'nation',
          unit_id: nation.id,
          unit_position: nation.lft,
          bank_id: null,
          currency: 'CNY',
          basis: body.basis,
          authority: 'OFFICIAL',
          second_person_from_fen: body.secondPersonFromFen,
        });
        if (!isNew && !(await this.pools.takeOver(tx, id, body.secondPersonFromFen))) {
          throw new DomainError('allotment.quota_exists');
        }
        return { resourceId: id };
      },
      (tx, id) => this.views.view(tx, id),
    );
  }
}
