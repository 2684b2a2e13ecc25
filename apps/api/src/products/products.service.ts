import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { productsChanged } from '@yinqi/contracts/events';
import type {
  createProduct,
  editProduct,
  listProducts,
  ProductContent,
  ProductStatus,
  ProductStep,
  ProductView,
  stepProduct,
} from '@yinqi/contracts/products';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { ruleToWire } from '@yinqi/domain/matching';
import { FacilityReader, type FacilityRecord } from '../facilities/facilities.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { announce } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import { itemOf, viewOf } from './product-view.js';
import { ProductsStore, type ProductRow, type ProductWrite } from './products.store.js';
import { readRule, termFaults } from './rule-check.js';

const STEPS: Readonly<Record<ProductStep, { from: readonly ProductStatus[]; to: ProductStatus }>> = {
  publish: { from: ['draft', 'withdrawn'], to: 'published' },
  withdraw: { from: ['published'], to: 'withdrawn' },
  confirm: { from: ['published'], to: 'published' },
};

@Injectable()
export class ProductsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: ProductsStore,
    private readonly facilities: FacilityReader,
    private readonly clock: Clock,
  ) {}

  list(
    caller: Caller,
    { query }: RouteInput<typeof listProducts>,
  ): Promise<RouteResult<typeof listProducts>> {
    const after = decodeCursor(query.cursor, ['text', 'text', 'id']);
    if (caller.bankId !== undefined && query.bankId !== undefined && query.bankId !== caller.bankId) {
      return Promise.resolve({ items: [], nextCursor: null, total: 0 });
    }
    const today = chinaDate(this.clock.now());
    return this.database.asCaller(caller, async (tx) => {
      const filter = {
        status: shownStates(caller, query.status),
        bankId: caller.bankId ?? query.bankId,
        facilityId: query.facilityId,
        search: query.search,
      };
      const { rows, total } = await this.store.page(tx, filter, after, query.limit);
      const facilities = await this.facilities.load(tx, [...new Set(rows.map((row) => row.facility_id))]);
      return pageOfRows(
        rows,
        query.limit,
        total,
        (row) => itemOf(row, facilityOf(facilities, row), today),
        (row) => [row.bank_name, row.name, row.id],
      );
    });
  }

  read(caller: Caller, id: string): Promise<ProductView> {
    return this.database.asCaller(caller, (tx) => this.view(tx, caller, id));
  }

  create(caller: Caller, command: Command, input: RouteInput<typeof createProduct>): Promise<ProductView> {
    const bankId = headOfficeOf(caller);
    const { code, ...content } = input.body;
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const id = randomUUID();
        const write = await this.checked(tx, content);
        const inserted = await this.store.insert(tx, { id, bankId, code, ...write }, this.clock.now());
        if (!inserted) throw new DomainError('product.code_taken', { params: { code } });
        return { resourceId: id };
      },
      (tx, id) => this.view(tx, caller, id),
    );
  }

  edit(caller: Caller, command: Command, input: RouteInput<typeof editProduct>): Promise<ProductView> {
    headOfficeOf(caller);
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const row = await this.expect(tx, caller, input.params.id, input.version);
        const write = await this.checked(tx, input.body);
        await this.store.update(tx, row.id, write, this.clock.now());
        if (row.status !== 'draft') await this.tell(tx, row);
        return { resourceId: row.id };
      },
      (tx, id) => this.view(tx, caller, id),
    );
  }

  step(caller: Caller, command: Command, input: RouteInput<typeof stepProduct>): Promise<ProductView> {
    headOfficeOf(caller);
    const { step } = input.body;
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const row = await this.expect(tx, caller, input.params.id, input.version);
        const { from, to } = STEPS[step];
        if (!from.includes(row.status)) {
          throw new DomainError('transition.refused', { params: { action: step, state: row.status } });
        }
        if (step !== 'withdraw') await this.recheck(tx, row);
        await this.store.setStatus(tx, row.id, to, step !== 'withdraw', this.clock.now());
        await this.tell(tx, row);
        return { resourceId: row.id };
      },
      (tx, id) => this.view(tx, caller, id),
    );
  }

  /** What was right when it was drafted may be wrong now: the LPR moved, or a code left the standard. */
  private async recheck(tx: Tx, row: ProductRow): Promise<void> {
    await this.checked(tx, {
      name: row.name,
      nameEn: row.name_en,
      facilityId: row.facility_id,
      // Stored by this service as a rule, which is an object.
      rule: row.rule as Record<string, unknown>,
      terms: row.terms,
    });
  }

  private async checked(tx: Tx, content: ProductContent): Promise<ProductWrite> {
    const facility = (await this.facilities.load(tx, [content.facilityId])).get(content.facilityId);
    if (!facility) {
      throw new DomainError('request.invalid', {
        faults: [{ pointer: '/body/facilityId', code: 'unknown_facility' }],
      });
    }
    const rule = readRule(content.rule, facility);
    const faults = termFaults(content.terms, facility, chinaDate(this.clock.now()));
    if (faults.length > 0) throw new DomainError('request.invalid', { faults });
    return { ...content, rule: ruleToWire(rule) };
  }

  private async expect(tx: Tx, caller: Caller, id: string, version: number): Promise<ProductRow> {
    const row = await this.store.lock(tx, id);
    if (!row || !isShown(caller, row)) throw notFound();
    if (row.version !== version) {
      throw new DomainError('resource.version_conflict', { params: { when: row.updated_at } });
    }
    return row;
  }

  /** Matching runs again; a draft concerns nobody yet. */
  private async tell(tx: Tx, row: ProductRow): Promise<void> {
    await publish(tx, productsChanged, { productIds: [row.id] });
    await announce(tx, { kind: 'product', id: row.id }, { bank: { id: row.bank_id, branchPosition: null } });
  }

  private async view(tx: Tx, caller: Caller, id: string): Promise<ProductView> {
    const [row] = await this.store.load(tx, [id]);
    if (!row || !isShown(caller, row)) throw notFound();
    const facilities = await this.facilities.load(tx, [row.facility_id]);
    return viewOf(row, facilityOf(facilities, row), chinaDate(this.clock.now()));
  }
}

/** A bank works with its own products, whatever their state; to everybody else only published ones are there. */
const isShown = ({ bankId }: Caller, row: ProductRow): boolean =>
  bankId === undefined ? row.status === 'published' : row.bank_id === bankId;

const shownStates = (
  { bankId }: Caller,
  asked: readonly ProductStatus[] | undefined,
): readonly ProductStatus[] | undefined =>
  bankId === undefined ? (asked ?? ['published']).filter((status) => status === 'published') : asked;

/** Products are the head office's own; a branch offers them as they are. */
function headOfficeOf({ bankId, isHeadOffice }: Caller): string {
  if (bankId === undefined || !isHeadOffice) throw new DomainError('permission.denied');
  return bankId;
}

function facilityOf(facilities: ReadonlyMap<string, FacilityRecord>, row: ProductRow): FacilityRecord {
  const facility = facilities.get(row.facility_id);
  if (!facility) throw new Error(`Facility ${row.facility_id} of product ${row.id} is missing`);
  return facility;
}
