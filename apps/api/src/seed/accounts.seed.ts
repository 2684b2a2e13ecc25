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

export const accountIdOf = (username: string): string => stableId(`account:${username}`);

const newPassword = (): string => randomBytes(12).toString('base64url');

/** Makes accounts with random passwords; those that exist get a new one, for whoever lost the file they stood in. */
export async function seedAccounts(tx: Tx, seeds: readonly AccountSeed[], now: Date): Promise<DemoAccount[]> {
  const made = await Promise.all(
    seeds.map(async (seed) => {
      const password = newPassword();
      return { seed, password, hash: await hashPassword(password) };
    }),
  );
  for (const { seed, hash } of made) {
    await tx.execute(
      `insert into account (id, organisation_id, side, username, display_name, password_hash, roles, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do update set password_hash = excluded.password_hash`,
      [
        accountIdOf(seed.username),
        seed.organisationId,
        seed.side,
        seed.username,
        seed.displayName,
        hash,
        seed.roles,
        now,
      ],
    );
  }
  return made.map(({ seed: { side, username, organisation }, password }) => ({
    side,
    username,
    password,
    organisation,
  }));
}
