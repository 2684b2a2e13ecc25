import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DeputyView, endDeputy, nameDeputy, Team } from '@yinqi/contracts/handovers';
import type { FieldFault } from '@yinqi/contracts/errors';
import type { RouteInput } from '@yinqi/contracts/route';
import { StaffStore, type StaffRow } from '../../identity/identity.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { ableAmong } from './case-owner.js';
import { DeputiesStore, type DeputyRow } from './deputies.store.js';

const MAX_DAYS = 366;
const DAY_MS = 86_400_000;

const isOfOffice = (caller: Caller, person: Pick<StaffRow, 'officePosition'>): boolean =>
  caller.isHeadOffice || (person.officePosition >= caller.unit.lo && person.officePosition <= caller.unit.hi);

/** One's own leave is one's own to arrange; a reviewer or an approver arranges that of the office. */
const mayArrange = (caller: Caller, person: Pick<StaffRow, 'id' | 'officePosition'>): boolean =>
  person.id === caller.accountId ||
  (isOfOffice(caller, person) && caller.roles.some((role) => role === 'reviewer' || role === 'approver'));

function stateOf({ fromDay, untilDay, endedAt }: DeputyRow, today: string): DeputyView['state'] {
  if (endedAt !== null) return 'ended';
  if (today < fromDay) return 'coming';
  return today <= untilDay ? 'running' : 'over';
}

function refuseDays({ fromDay, untilDay }: { fromDay: string; untilDay: string }, today: string): void {
  const faults: FieldFault[] = [];
  if (untilDay < today) faults.push({ pointer: '/body/untilDay', code: 'in_the_past' });
  if (untilDay < fromDay) faults.push({ pointer: '/body/untilDay', code: 'before_beginning' });
  if (Date.parse(untilDay) - Date.parse(fromDay) > MAX_DAYS * DAY_MS) {
    faults.push({ pointer: '/body/untilDay', code: 'too_late' });
  }
  if (faults.length > 0) throw new DomainError('request.invalid', { faults });
}

/** The people of an office and who stands in for whom while somebody is away. */
@Injectable()
export class TeamService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly staff: StaffStore,
    private readonly deputies: DeputiesStore,
    private readonly clock: Clock,
  ) {}

  get(caller: Caller): Promise<Team> {
    return this.database.asCaller(caller, (tx) => this.team(tx, caller));
  }

  name(caller: Caller, command: Command, { body }: RouteInput<typeof nameDeputy>): Promise<Team> {
    refuseDays(body, chinaDate(this.clock.now()));
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const people = await this.staff.ofBank(tx);
        const away = people.find(({ id }) => id === body.accountId);
        if (!away || !isOfOffice(caller, away)) throw notFound();
        if (!mayArrange(caller, away)) throw new DomainError('permission.denied');
        const deputy = this.fitDeputy(away, body.deputyId, people);
        await this.refuseOverlap(tx, body);
        const id = randomUUID();
        await this.deputies.insert(
          tx,
          caller.bankId ?? '',
          {
            id,
            branchId: away.officeId,
            accountId: away.id,
            accountName: away.name,
            deputyId: deputy.id,
            deputyName: deputy.name,
            fromDay: body.fromDay,
            untilDay: body.untilDay,
            namedBy: caller.accountId,
            namedByName: caller.displayName,
          },
          this.clock.now(),
        );
        return { resourceId: id };
      },
      (tx) => this.team(tx, caller),
    );
  }

  end(caller: Caller, command: Command, { params }: RouteInput<typeof endDeputy>): Promise<Team> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const row = await this.deputies.find(tx, params.id);
        const away = (await this.staff.ofBank(tx)).find(({ id }) => id === row?.accountId);
        if (!row || !away || !mayArrange(caller, away)) throw notFound();
        await this.deputies.end(tx, row.id, this.clock.now());
        return { resourceId: row.id };
      },
      (tx) => this.team(tx, caller),
    );
  }

  /** A deputy reaches the cases of whoever is away: from the same office or the head office, and still at work. */
  private fitDeputy(away: StaffRow, deputyId: string, people: readonly StaffRow[]): StaffRow {
    const deputy = people.find(({ id }) => id === deputyId);
    const able = ableAmong(people).find(({ id }) => id === deputyId);
    const reaches = able !== undefined && (able.officeId === null || able.officeId === away.officeId);
    if (deputy && reaches && deputy.id !== away.id) return deputy;
    throw new DomainError('request.invalid', { faults: [{ pointer: '/body/deputyId', code: 'unfit' }] });
  }

  private async refuseOverlap(tx: Tx, wish: RouteInput<typeof nameDeputy>['body']): Promise<void> {
    if (await this.deputies.overlapping(tx, wish)) {
      throw new DomainError('request.invalid', { faults: [{ pointer: '/body/fromDay', code: 'overlaps' }] });
    }
    // Whoever is away cannot stand in; their own deputy would.
    if (await this.deputies.overlapping(tx, { ...wish, accountId: wish.deputyId })) {
      throw new DomainError('request.invalid', { faults: [{ pointer: '/body/deputyId', code: 'away' }] });
    }
  }

  private async team(tx: Tx, caller: Caller): Promise<Team> {
    const people = (await this.staff.ofBank(tx)).filter((person) => isOfOffice(caller, person));
    const today = chinaDate(this.clock.now());
    const known = new Map(people.map((person) => [person.id, person]));
    const rows = (await this.deputies.all(tx)).filter(({ accountId }) => known.has(accountId));
    return {
      people: people.map(({ id, name, roles, officeId, officeName, officeNameEn, left }) => ({
        id,
        name,
        roles: [...roles],
        office: { id: officeId, name: officeName, nameEn: officeNameEn },
        left,
      })),
      deputies: rows.map((row) => {
        const state = stateOf(row, today);
        const away = known.get(row.accountId);
        return {
          id: row.id,
          account: { id: row.accountId, name: row.accountName },
          deputy: { id: row.deputyId, name: row.deputyName },
          fromDay: row.fromDay,
          untilDay: row.untilDay,
          namedByName: row.namedByName,
          namedAt: row.namedAt,
          state,
          mayEnd:
            (state === 'coming' || state === 'running') && away !== undefined && mayArrange(caller, away),
        };
      }),
    };
  }
}
