import { Injectable } from '@nestjs/common';
import type { NoticeSettings } from '@yinqi/contracts/notifications';
import type { NoticeKind } from '@yinqi/domain/notices';
import type { Tx } from '../platform/database/database.js';

export type Paces = NoticeSettings['paces'];
export type Choices = Pick<NoticeSettings, 'muted' | 'paces' | 'quiet'>;

export type SettingRow = {
  readonly muted: readonly NoticeKind[];
  readonly paces: Paces;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
  readonly address: string | null;
  readonly confirmedAt: string | null;
  readonly codeHash: Uint8Array | null;
  readonly codeUntil: string | null;
  readonly codeTries: number;
};

const OWN = 'account_id = (select current_account())';

/** The reader's own settings; without a row the defaults hold. */
@Injectable()
export class SettingsStore {
  find(tx: Tx): Promise<SettingRow | undefined> {
    return tx.first<SettingRow>(
      `select muted, paces, quiet_from as "quietFrom", quiet_until as "quietUntil", address,
         confirmed_at as "confirmedAt", code_hash as "codeHash", code_until as "codeUntil", code_tries as "codeTries"
       from notice_setting where ${OWN}`,
    );
  }

  async saveChoices(tx: Tx, { muted, paces, quiet }: Choices, now: Date): Promise<void> {
    await tx.execute(
      `insert into notice_setting (account_id, muted, paces, quiet_from, quiet_until, updated_at)
       values (current_account(), $1, $2, $3, $4, $5)
       on conflict (account_id) do update set muted = excluded.muted, paces = excluded.paces,
         quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, updated_at = excluded.updated_at`,
      [muted, JSON.stringify(paces), quiet?.from ?? null, quiet?.until ?? null, now],
    );
  }

  /** A new address is nobody's until its code was typed in. */
  async setAddress(
    tx: Tx,
    address: string | null,
    code: { readonly hash: Uint8Array; readonly until: Date } | null,
    defaults: { readonly paces: Paces; readonly now: Date },
  ): Promise<void> {
    await tx.execute(
      `insert into notice_setting (account_id, paces, address, code_hash, code_until, updated_at)
       values (current_account(), $1, $2, $3, $4, $5)
       on conflict (account_id) do update set address = excluded.address, confirmed_at = null,
         code_hash = excluded.code_hash, code_until = excluded.code_until, code_tries = 0,
         updated_at = excluded.updated_at`,
      [JSON.stringify(defaults.paces), address, code?.hash ?? null, code?.until ?? null, defaults.now],
    );
  }

  async countTry(tx: Tx): Promise<void> {
    await tx.execute(`update notice_setting set code_tries = code_tries + 1 where ${OWN}`);
  }

  async confirm(tx: Tx, now: Date): Promise<void> {
    await tx.execute(
      `update notice_setting set confirmed_at = $1, code_hash = null, code_until = null, updated_at = $1 where ${OWN}`,
      [now],
    );
  }
}
