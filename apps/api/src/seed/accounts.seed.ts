import { randomBytes } from 'node:crypto';
import type { Role, Side } from '@yinqi/contracts/access';
import { hashPassword } from '../identity/identity.public.js';
import type { Tx } from '../platform/database/database.js';
import { stableId } from './stable-id.js';

export type AccountSeed = {
  readonly side: Side;
  readonly username: string;
  readonly displayName: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
};

/** One line of demo-accounts.json; the password exists nowhere else in readable form. */
export type DemoAccount = {
  readonly side: Side;
  readonly username: string;
  readonly password: string;
  readonly organisation: string;
};

const newPassword = (): string => randomBytes(12).toString('base64url');

/** Makes accounts with random passwords; accounts that exist keep theirs unless `renew` says otherwise. */
export async function seedAccounts(tx: Tx, seeds: readonly AccountSeed[], now: Date): Promise<DemoAccount[]> {
  return Promise.all(
    seeds.map(async (seed) => {
      const password = newPassword();
      await tx.execute(
        `insert into account (id, organisation_id, side, username, display_name, password_hash, roles, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set password_hash = excluded.password_hash`,
        [
          stableId(`account:${seed.username}`),
          seed.organisationId,
          seed.side,
          seed.username,
          seed.displayName,
          await hashPassword(password),
          seed.roles,
          now,
        ],
      );
      return { side: seed.side, username: seed.username, password, organisation: seed.organisation };
    }),
  );
}
