import { Injectable } from '@nestjs/common';
import { noticeMailDue } from '@yinqi/contracts/events';
import { digestSinceMs, mailDueMs } from '@yinqi/domain/notices';
import { OrganisationsStore } from '../identity/identity.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Mailer, PublicAddress } from '../platform/mail/mailer.js';
import { publish } from '../platform/outbox/outbox.js';
import { codeLetter, digestLetter, noticeLetter, type Banks } from './letter-text.js';
import { LettersStore, type LetterRow, type MadeLetter } from './letters.store.js';
import type { NoticeRow } from './notices.store.js';

/** Letters of one event; a server that takes a second for each is still in time. */
const PER_EVENT = 20;

/** Puts letters on their way, in the transaction in which there was a reason for them. */
@Injectable()
export class Letters {
  constructor(
    private readonly store: LettersStore,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  async forNotices(tx: Tx, noticeIds: readonly string[]): Promise<void> {
    if (!this.mailer.isOn || noticeIds.length === 0) return;
    await this.dispatch(tx, await this.store.makeForNotices(tx, noticeIds, this.clock.now()));
  }

  /** Answers how many were made, so that a full batch is followed by another. */
  async digests(tx: Tx, limit: number): Promise<number> {
    const now = this.clock.now();
    if (!this.mailer.isOn || digestSinceMs(now.getTime()) === null) return 0;
    const made = await this.store.makeDigests(tx, chinaDate(now), now, limit);
    await this.dispatch(tx, made);
    return made.length;
  }

  private async dispatch(tx: Tx, letters: readonly MadeLetter[]): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const byDue = new Map<number, string[]>();
    for (const { id, quietFrom, quietUntil } of letters) {
      const quiet = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
      const dueMs = mailDueMs(nowMs, quiet);
      byDue.set(dueMs, [...(byDue.get(dueMs) ?? []), id]);
    }
    for (const [dueMs, ids] of byDue) {
      for (let at = 0; at < ids.length; at += PER_EVENT) {
        const mailIds = ids.slice(at, at + PER_EVENT);
        await publish(tx, noticeMailDue, { mailIds }, dueMs > nowMs ? new Date(dueMs) : undefined);
      }
    }
  }
}

/** Sends what is due, letter by letter: one that was sent is not sent again because another failed. */
@Injectable()
export class LetterCarrier {
  constructor(
    private readonly database: Database,
    private readonly store: LettersStore,
    private readonly organisations: OrganisationsStore,
    private readonly mailer: Mailer,
    private readonly address: PublicAddress,
  ) {}

  async send(ids: readonly string[], now: Date): Promise<void> {
    const letters = await this.database.asService('app_worker', (tx) => this.store.due(tx, ids));
    const failures: unknown[] = [];
    for (const letter of letters) {
      await this.sendOne(letter, now).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} letters not sent`);
  }

  private async sendOne(letter: LetterRow, now: Date): Promise<void> {
    const { id, address, isConfirmed, purpose } = letter;
    const text =
      address === null || (purpose !== 'code' && !isConfirmed) ? undefined : await this.textOf(letter);
    // The id is the letter's own: sent twice around a crash, it is shown once.
    if (text !== undefined && address !== null) await this.mailer.send({ id, to: address, ...text });
    await this.database.asService('app_worker', (tx) => this.store.markSent(tx, id, now));
  }

  private async textOf(letter: LetterRow): Promise<{ subject: string; text: string } | undefined> {
    const { locale, code, purpose } = letter;
    if (purpose === 'code') return code === null ? undefined : codeLetter(code, locale);
    const { notices, banks } = await this.database.asService('app_worker', async (tx) => {
      const found = await this.store.noticesOf(tx, letter);
      return { notices: found, banks: await this.banksOf(tx, found) };
    });
    const [first] = notices;
    if (first === undefined) return undefined;
    const linkTo = (path: string): string | undefined => this.address.urlOf(path);
    return purpose === 'notice'
      ? noticeLetter(first, banks, locale, linkTo)
      : digestLetter(notices, banks, locale, linkTo);
  }

  private async banksOf(tx: Tx, notices: readonly NoticeRow[]): Promise<Banks> {
    const ids = [...new Set(notices.flatMap(({ bankId }) => bankId ?? []))];
    return new Map((await this.organisations.findMany(tx, ids)).map((bank) => [bank.id, bank]));
  }
}
