import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { noticeMailDue } from '@yinqi/contracts/events';
import type { NoticeSettings } from '@yinqi/contracts/notifications';
import { isKindMutable } from '@yinqi/domain/notices';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Mailer } from '../platform/mail/mailer.js';
import { publish } from '../platform/outbox/outbox.js';
import { LettersStore } from './letters.store.js';
import { SettingsStore, type Choices, type Paces, type SettingRow } from './settings.store.js';

const HOUR_MS = 3_600_000;
const CODE_LASTS_MS = HOUR_MS / 2;
const CODES_PER_HOUR = 5;
/** Of a million codes: with so few tries nobody confirms an address that is not theirs. */
const TRIES_PER_CODE = 5;

/** What cannot wait leaves at once, the rest in the day's digest; nothing does before an address is confirmed. */
const DEFAULT_PACES: Paces = {
  to_do: 'at_once',
  outcome: 'at_once',
  progress: 'daily',
  deadline: 'daily',
  consent: 'daily',
};

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** What an account wants to be told of, how soon, and where by e-mail. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly database: Database,
    private readonly store: SettingsStore,
    private readonly letters: LettersStore,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  get(caller: Caller): Promise<NoticeSettings> {
    return this.database.asCaller(caller, (tx) => this.read(tx));
  }

  save(caller: Caller, choices: Choices): Promise<NoticeSettings> {
    const muted = [...new Set(choices.muted)].filter(isKindMutable);
    return this.database.asCaller(caller, async (tx) => {
      await this.store.saveChoices(tx, { ...choices, muted }, this.clock.now());
      return this.read(tx);
    });
  }

  async setAddress(caller: Caller, address: string | null): Promise<NoticeSettings> {
    if (address !== null && !this.mailer.isOn) throw new DomainError('notice.mail_off');
    const now = this.clock.now();
    const defaults = { paces: DEFAULT_PACES, now };
    return this.database.asCaller(caller, async (tx) => {
      if (address === null) {
        await this.store.setAddress(tx, null, null, defaults);
        return this.read(tx);
      }
      if ((await this.letters.codesSince(tx, new Date(now.getTime() - HOUR_MS))) >= CODES_PER_HOUR) {
        throw new DomainError('notice.too_many_codes');
      }
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const until = new Date(now.getTime() + CODE_LASTS_MS);
      await this.store.setAddress(tx, address, { hash: hashOf(code), until }, defaults);
      const letter = { id: randomUUID(), accountId: caller.accountId, code };
      await this.letters.makeCode(tx, letter, now);
      await publish(tx, noticeMailDue, { mailIds: [letter.id] });
      return this.read(tx);
    });
  }

  async confirm(caller: Caller, code: string): Promise<NoticeSettings> {
    const now = this.clock.now();
    const isRight = await this.database.asCaller(caller, async (tx) => {
      const right = isCodeOf(await this.store.find(tx), code, now);
      // Counted in a transaction that commits whatever is answered.
      if (right) await this.store.confirm(tx, now);
      else await this.store.countTry(tx);
      return right;
    });
    if (!isRight) throw new DomainError('notice.code_wrong');
    return this.get(caller);
  }

  private async read(tx: Tx): Promise<NoticeSettings> {
    const row = await this.store.find(tx);
    const { quietFrom = null, quietUntil = null } = row ?? {};
    return {
      muted: [...(row?.muted ?? [])],
      paces: row?.paces ?? DEFAULT_PACES,
      quiet: quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
      mail: {
        isOn: this.mailer.isOn,
        address: row?.address ?? null,
        isConfirmed: row !== undefined && row.confirmedAt !== null,
      },
    };
  }
}

function isCodeOf(row: SettingRow | undefined, code: string, now: Date): boolean {
  if (row?.codeHash == null || row.codeUntil === null || row.codeTries >= TRIES_PER_CODE) return false;
  if (Date.parse(row.codeUntil) <= now.getTime()) return false;
  return timingSafeEqual(row.codeHash, hashOf(code));
}
