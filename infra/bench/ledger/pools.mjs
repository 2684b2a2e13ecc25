import { randomUUID } from 'node:crypto';

const LIMIT_FEN = 9_000_000_000_000_000n;

/** Opens pools of one bank, each with more than a run can use. */
export async function openPools(client, count) {
  const bankId = randomUUID();
  const { rows } = await client.query(
    `select coalesce(max(rgt), 0)::int as at from organisation where kind = 'bank'`,
  );
  await client.query(
    `insert into organisation (id, kind, name, bank_type, region_code, local_legal_person, lft, rgt)
     values ($1, 'bank', '示例银行', 'CITY_COMMERCIAL', '320000', true, $2, $3)`,
    [bankId, rows[0].at + 10, rows[0].at + 20],
  );
  const pools = Array.from({ length: count }, () => ({ id: randomUUID(), bankId }));
  for (const { id } of pools) {
    const facilityId = randomUUID();
    await client.query(
      `insert into facility (id, code, name, name_en, mechanism, authority, basis, verified, updated_at)
       values ($1::uuid, 'BENCH-' || upper(left($1::uuid::text, 8)), '示例工具', 'Sample tool', 'RELENDING', 'ALLOTTED_BY_HOLDER', 'FLOW', true, now())`,
      [facilityId],
    );
    await client.query(
      `insert into quota_pool (id, facility_id, level, unit_id, unit_position, bank_id, currency, basis, authority, limit_fen, head_hash)
       select $1, $2, 'bank', o.id, o.lft, $3, 'CNY', 'FLOW', 'ALLOTTED_BY_HOLDER', $4, decode(repeat('00', 32), 'hex')
       from organisation o where o.kind = 'bureau' and o.region_code = '320000'`,
      [id, facilityId, bankId, LIMIT_FEN],
    );
  }
  return pools;
}

/** What must hold after any load; every line counts faults. */
export async function faultsOf(client) {
  const { rows } = await client.query(`
    with chain as (
      select pool_id, version, previous_hash, lag(hash) over book as before, lag(version) over book as earlier,
        first_value(version) over book as first
      from quota_entry window book as (partition by pool_id order by version)),
    sums as (
      select p.id, p.version, p.head_hash, p.reserved_fen + p.committed_fen as in_process_fen, p.used_fen, p.limit_fen,
        (select coalesce(sum(h.held_fen), 0) from quota_hold h where h.pool_id = p.id) as held,
        (select coalesce(sum(h.posted_fen - h.repaid_fen), 0) from quota_hold h where h.pool_id = p.id) as posted,
        (select coalesce(max(e.version), 0) from quota_entry e where e.pool_id = p.id) as last
      from quota_pool p)
    select
      (select count(*)::int from chain where earlier is not null and (version <> earlier + 1 or previous_hash <> before))
      + (select count(*)::int from chain where earlier is null and version <> 1) as chain,
      (select count(*)::int from sums where in_process_fen <> held or used_fen <> posted) as balances,
      (select count(*)::int from sums where version <> last) as versions,
      (select count(*)::int from sums where in_process_fen + used_fen > limit_fen) as over_allocated`);
  return rows[0];
}
