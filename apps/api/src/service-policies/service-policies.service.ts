import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { holidayYearLoaded } from '@yinqi/contracts/events';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type {
  createServicePolicy,
  HolidayYearView,
  listServicePolicies,
  loadHolidayYear,
  previewServicePolicy,
  ServicePolicyView,
} from '@yinqi/contracts/service-policies';
import { holidayYearFaults, makeOfficeHours } from '@yinqi/domain/calendar';
import {
  deadlineOf,
  POLICY_STAGES,
  policyInForce,
  servicePolicyFaults,
  type AllowedTimes,
  type Deadline,
  type ServicePolicy,
} from '@yinqi/domain/clocks';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { publish } from '../platform/outbox/outbox.js';
import { hoursOf, policyBook, policyOf } from './policy-book.js';
import { PolicyReader, READ_AGAIN_MS } from './policy-reader.js';
import { policyViewsOf, yearViewsOf } from './policy-views.js';
import { ServicePoliciesStore, type StoredHours } from './service-policies.store.js';

type DraftTimes = Pick<ServicePolicy, 'programmeId' | 'limits'> & { readonly officeHours: StoredHours };

/** Times that somebody thinks about, as a policy that governs everything it would apply to. */
export function consideredPolicy({ programmeId, limits, officeHours }: DraftTimes): ServicePolicy {
  refuseFaulty(limits, officeHours);
  return {
    id: null,
    programmeId,
    effectiveFromMs: 0,
    limits,
    officeHours: makeOfficeHours(hoursOf(officeHours)),
  };
}

function refuseFaulty(limits: AllowedTimes, officeHours: StoredHours): void {
  const faults = servicePolicyFaults(limits, hoursOf(officeHours));
  if (faults.length === 0) return;
  throw new DomainError('request.invalid', {
    faults: faults.map(({ field, fault }) => ({
      pointer: field === 'officeHours' ? '/body/officeHours' : `/body/limits/${field}`,
      code: fault,
    })),
  });
}

const dueView = ({ dueMs, provisional }: Deadline) => ({ by: new Date(dueMs).toISOString(), provisional });

/** 办理时限: read by everybody it binds, published by the platform's administrator, never changed afterwards. */
@Injectable()
export class ServicePoliciesService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: ServicePoliciesStore,
    private readonly reader: PolicyReader,
    private readonly clock: Clock,
  ) {}

  list(caller: Caller): Promise<RouteResult<typeof listServicePolicies>> {
    return this.database.asCaller(caller, async (tx) => ({
      items: await this.policyViews(tx),
      holidayYears: yearViewsOf(await this.store.holidayYears(tx), this.clock.now()),
      asOf: chinaDate(this.clock.now()),
    }));
  }

  create(
    caller: Caller,
    command: Command,
    { body }: RouteInput<typeof createServicePolicy>,
  ): Promise<ServicePolicyView> {
    refuseFaulty(body.limits, body.officeHours);
    const now = this.clock.now();
    // What is under way was begun under the earlier version; from tomorrow on everybody can have read the new one.
    if (body.effectiveFrom <= chinaDate(now)) {
      throw new DomainError('request.invalid', {
        faults: [{ pointer: '/body/effectiveFrom', code: 'not_before_tomorrow' }],
      });
    }
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const id = randomUUID();
        const { effectiveFrom, programmeId, limits, officeHours, note } = body;
        await this.store.insertPolicy(tx, {
          id,
          programmeId,
          effectiveFrom,
          limits,
          officeHours,
          note,
          createdBy: caller.accountId,
          createdByName: caller.displayName,
          createdAt: now.toISOString(),
        });
        await this.reader.read(tx);
        return { resourceId: id };
      },
      async (tx, id) => {
        const view = (await this.policyViews(tx)).find((one) => one.id === id);
        if (!view) throw notFound();
        return view;
      },
    );
  }

  /** The same beginning under both: what is in force at that moment, and what is being considered. */
  preview(
    caller: Caller,
    { body }: RouteInput<typeof previewServicePolicy>,
  ): Promise<RouteResult<typeof previewServicePolicy>> {
    const considered = consideredPolicy(body);
    const beganMs = Date.parse(body.beginsAt);
    return this.database.asCaller(caller, async (tx) => {
      const policies = (await this.store.policies(tx)).map(policyOf);
      await this.reader.read(tx);
      const { calendar } = policyBook;
      const present = policyInForce(policies, body.programmeId, beganMs);
      return {
        stages: POLICY_STAGES.map((stage) => ({
          stage,
          now: dueView(deadlineOf(present, stage, beganMs, calendar)),
          then: dueView(deadlineOf(considered, stage, beganMs, calendar)),
        })),
      };
    });
  }

  loadYear(
    caller: Caller,
    command: Command,
    { body }: RouteInput<typeof loadHolidayYear>,
  ): Promise<HolidayYearView> {
    const faults = holidayYearFaults(body);
    if (faults.length > 0) {
      throw new DomainError('request.invalid', {
        faults: faults.map(({ date, fault }) => ({
          pointer: body.makeUpWorkdays.includes(date) ? '/body/makeUpWorkdays' : '/body/holidays',
          code: fault,
          params: { date },
        })),
      });
    }
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const id = randomUUID();
        await this.store.insertHolidayYear(tx, {
          ...body,
          id,
          loadedBy: caller.accountId,
          loadedByName: caller.displayName,
          loadedAt: this.clock.now().toISOString(),
        });
        await this.reader.read(tx);
        await publish(tx, holidayYearLoaded, { year: body.year });
        // Once more when every process has read it: one that had not was still reckoning without it.
        const known = new Date(this.clock.now().getTime() + 2 * READ_AGAIN_MS);
        await publish(tx, holidayYearLoaded, { year: body.year }, known);
        return { resourceId: id };
      },
      async (tx) => {
        const views = yearViewsOf(await this.store.holidayYears(tx), this.clock.now());
        const view = views.find(({ year }) => year === body.year);
        if (!view) throw notFound();
        return view;
      },
    );
  }

  private async policyViews(tx: Tx): Promise<ServicePolicyView[]> {
    return policyViewsOf(await this.store.policies(tx), this.clock.now());
  }
}
