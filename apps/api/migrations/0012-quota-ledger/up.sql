-- 额度台账: who may lend how much of a policy tool. Balances stand in the pool, how they came about in its entries.
-- Everything here is written by app_poster alone, in batches that lock their pools in order of ids.
create table quota_pool (
  id uuid primary key,
  facility_id uuid not null references facility,
  -- Allotted from there; null for the first pool of a tool.
  parent_id uuid references quota_pool,
  level text not null check (level in ('nation', 'province', 'bank')),
  -- The reporting unit of its area, and where that stands: a bank's pool lies in the area of the pool above it.
  unit_id uuid not null references organisation,
  unit_position int not null,
  bank_id uuid references organisation check ((level = 'bank') = (bank_id is not null)),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  basis text not null check (basis in ('FLOW', 'BALANCE')),
  authority text not null check (authority in ('OFFICIAL', 'ALLOTTED_BY_HOLDER', 'SHADOW')),
  state text not null default 'open' check (state in ('open', 'frozen', 'closed')),
  -- The worst state of the pools above: a reservation locks no pool but its own, and must not pass a freeze above it.
  above_state text not null default 'open' check (above_state in ('open', 'frozen', 'closed')),
  limit_fen bigint not null default 0 check (limit_fen >= 0),
  allotted_fen bigint not null default 0 check (allotted_fen >= 0),
  reserved_fen bigint not null default 0 check (reserved_fen >= 0),
  committed_fen bigint not null default 0 check (committed_fen >= 0),
  used_fen bigint not null default 0 check (used_fen >= 0),
  -- What of it was used beyond the limit: a loan really paid out is recorded whatever the limit says.
  excess_fen bigint not null default 0 check (excess_fen between 0 and used_fen),
  opens_at timestamptz,
  closes_at timestamptz,
  single_customer_limit_fen bigint check (single_customer_limit_fen > 0),
  second_person_from_fen bigint not null default 10000000000 check (second_person_from_fen >= 0),
  version bigint not null default 0 check (version >= 0),
  -- Hash of the last entry; of the pool's origin before the first.
  head_hash bytea not null check (octet_length(head_hash) = 32),
  constraint quota_pool_never_over_allocated
    check (allotted_fen + reserved_fen + committed_fen + used_fen - excess_fen <= limit_fen),
  unique nulls not distinct (facility_id, parent_id, unit_id, bank_id)
) with (fillfactor = 40, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index quota_pool_bank on quota_pool (bank_id, facility_id) where bank_id is not null;
create index quota_pool_unit on quota_pool (unit_position);

-- 预占: what is held for a loan until it is paid out, lapses or is given up, and what was used of it.
create table quota_hold (
  id uuid primary key,
  pool_id uuid not null references quota_pool,
  bank_id uuid not null,
  customer_id uuid not null,
  engagement_id uuid,
  request_id uuid,
  -- 借据 or bill number: two holds never claim one at once, whichever pools they are of.
  claim_key text check (length(claim_key) between 1 and 200),
  state text not null check (state in ('reserved', 'committed', 'posted', 'repaid', 'voided', 'expired')),
  held_fen bigint not null check (held_fen >= 0),
  posted_fen bigint not null default 0 check (posted_fen >= 0),
  repaid_fen bigint not null default 0 check (repaid_fen between 0 and posted_fen),
  -- Acts upon it so far: what somebody saw before the latest of them is out of date.
  version int not null default 1 check (version >= 1),
  expires_at timestamptz not null,
  begun_at timestamptz not null,
  -- What indexes need of the state: one that named the state itself would have each step of a hold written to all of them.
  claims text generated always as (case when state in ('reserved', 'committed', 'posted') then claim_key end) stored,
  due_at timestamptz generated always as (case when state in ('reserved', 'committed') then expires_at end) stored,
  -- The end its people were told of: extended, they are told again.
  warned_for timestamptz,
  check (held_fen = 0 or state in ('reserved', 'committed'))
) with (fillfactor = 80);
create unique index quota_hold_claim on quota_hold (claims) where claims is not null;
create index quota_hold_pool on quota_hold (pool_id);
-- What one customer has of a tool stands in pools of many banks.
create index quota_hold_customer on quota_hold (customer_id);
create index quota_hold_engagement on quota_hold (engagement_id) where engagement_id is not null;
create index quota_hold_expiry on quota_hold (due_at) where due_at is not null;

-- One line of a pool's book. No foreign keys: the poster has locked the pool and decided the hold, and a check of each row
-- against both would cost as much as writing it.
create table quota_entry (
  pool_id uuid not null,
  version bigint not null check (version >= 1),
  kind text not null check (kind in ('allot', 'return', 'transfer', 'adjust_limit', 'freeze', 'unfreeze', 'close', 'reserve',
    'commit', 'uncommit', 'extend', 'post', 'report', 'void', 'expire', 'repay', 'correct')),
  tenant_id uuid not null,
  key text collate "C" not null check (length(key) between 1 and 200),
  leg smallint not null check (leg in (0, 1)),
  request_hash bytea not null check (octet_length(request_hash) = 32),
  counterpart_id uuid,
  hold_id uuid,
  -- Whom the hold is for, on the entry that begins it.
  opens jsonb check (pg_column_size(opens) <= 1024),
  bank_id uuid,
  amount_fen bigint not null,
  keep boolean,
  expires_at timestamptz,
  held_after_fen bigint,
  unheld_fen bigint not null default 0,
  corrects_tenant_id uuid,
  corrects_key text collate "C",
  reason text check (length(reason) <= 1000),
  actor_id text not null check (length(actor_id) between 1 and 100),
  approver_id text check (length(approver_id) between 1 and 100),
  at timestamptz not null,
  limit_fen bigint not null,
  allotted_fen bigint not null,
  reserved_fen bigint not null,
  committed_fen bigint not null,
  used_fen bigint not null,
  excess_fen bigint not null,
  state_after text not null,
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (pool_id, version),
  -- A key says the same for ever: it is a column and not a cache. The second leg is the other pool of a movement.
  constraint quota_entry_key unique (key, tenant_id, leg)
);
create index quota_entry_corrects on quota_entry (corrects_tenant_id, corrects_key) where corrects_key is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger quota_entry_kept before update or delete on quota_entry for each row execute function refuse_change();
create trigger quota_entry_not_emptied before truncate on quota_entry for each statement execute function refuse_change();

-- What a reported loan leaves to be settled by a person: it exceeded the quota, or nothing had been reserved for it.
create table quota_exception (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('OVER_QUOTA', 'UNRESERVED')),
  pool_id uuid not null references quota_pool,
  hold_id uuid not null references quota_hold,
  entry_version bigint not null,
  bank_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  opened_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid references account,
  settled_by_name text,
  note text check (length(note) between 1 and 2000),
  version int not null default 1 check (version >= 1),
  foreign key (pool_id, entry_version) references quota_entry,
  check (num_nonnulls(settled_at, settled_by, settled_by_name, note) in (0, 4)),
  unique (pool_id, entry_version, kind)
);
create index quota_exception_open on quota_exception (opened_at, id) where settled_at is null;

call protect('quota_pool');
call protect('quota_hold');
call protect('quota_entry');
call protect('quota_exception');

-- The poster moves balances; what a pool is and whose, it cannot touch. Of holds likewise.
grant select on quota_pool, quota_hold to app_poster;
grant update (limit_fen, allotted_fen, reserved_fen, committed_fen, used_fen, excess_fen, state, above_state, version, head_hash)
  on quota_pool to app_poster;
grant insert, update (state, held_fen, posted_fen, repaid_fen, version, expires_at) on quota_hold to app_poster;
create policy app_poster on quota_pool to app_poster using (true) with check (true);
create policy app_poster on quota_hold to app_poster using (true) with check (true);
call allow('quota_entry', 'app_poster', 'select, insert', 'true');
call allow('quota_exception', 'app_poster', 'insert', 'true');
call allow('outbox_event', 'app_poster', 'insert', 'true');
call allow('command_receipt', 'app_poster', 'insert', 'true');

-- A bank reads what is its own, wherever it was held; a bureau its area; the holder of a tool everything of that tool.
call allow('quota_pool', 'app_bank', 'select', 'bank_id = (select current_bank())');
call allow('quota_pool', 'app_bureau', 'select', 'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('quota_pool', 'app_facility_administrator', 'select',
  'facility_id in (select f.id from facility f where f.holder_id = (select current_organisation()))');
do $$
declare target text;
begin
  foreach target in array array['quota_hold', 'quota_entry', 'quota_exception'] loop
    call allow(target::regclass, 'app_bank', 'select', 'bank_id = (select current_bank())');
    -- The pools that the reader may see.
    call allow(target::regclass, 'app_bureau', 'select', 'pool_id in (select p.id from quota_pool p)');
    call allow(target::regclass, 'app_facility_administrator', 'select', 'pool_id in (select p.id from quota_pool p)');
  end loop;
  foreach target in array array['quota_pool', 'quota_hold', 'quota_entry', 'quota_exception'] loop
    call allow(target::regclass, 'app_worker', 'select', 'true');
    -- The demo world is posted as everything else is, in the seed's own transaction.
    call allow(target::regclass, 'app_seed',
      case when target in ('quota_pool', 'quota_hold') then 'select, insert, update' else 'select, insert' end, 'true');
  end loop;
end $$;
grant update (settled_at, settled_by, settled_by_name, note, version) on quota_exception to app_bureau, app_facility_administrator;
-- The holder opens pools, empty ones, and sets their conditions; amounts come and go by entries only.
grant insert (id, facility_id, parent_id, level, unit_id, unit_position, bank_id, currency, basis, authority, above_state, opens_at,
  closes_at, single_customer_limit_fen, second_person_from_fen, head_hash) on quota_pool to app_facility_administrator;
grant update (authority, opens_at, closes_at, single_customer_limit_fen, second_person_from_fen)
  on quota_pool to app_facility_administrator;
grant update (warned_for) on quota_hold to app_worker;
