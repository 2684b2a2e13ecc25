-- 对账单: what a bank or the holder of a tool has in its own books, laid to the ledger of a quota over a period. The file is
-- kept until it is read; lines and what became of them are written in one transaction, or not at all.
create table statement (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  pool_id uuid not null references quota_pool,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  file_name text not null check (length(file_name) between 1 and 200),
  sha256 bytea not null check (octet_length(sha256) = 32),
  status text not null check (status in ('uploaded', 'read', 'refused')),
  refusal text,
  -- Said by whoever uploaded it; its movements are its lines.
  stated_opening_fen bigint check (stated_opening_fen >= 0),
  stated_closing_fen bigint check (stated_closing_fen >= 0),
  ledger_opening_fen bigint,
  reconciled_at timestamptz,
  rows_read int not null default 0,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  -- The same lines laid to the ledger again, after it was corrected; the earlier comparison stays as it was.
  follows_id uuid unique references statement,
  check ((status = 'refused') = (refusal is not null)),
  check ((status = 'read') = (reconciled_at is not null)),
  check ((reconciled_at is null) = (ledger_opening_fen is null))
);
-- The same file for the same quota and period opens the earlier statement, unless that was refused.
create unique index statement_same_file on statement (organisation_id, sha256, pool_id, from_on, to_on)
  where status <> 'refused' and follows_id is null;
create index statement_recent on statement (organisation_id, created_at desc, id);

create table statement_file (
  statement_id uuid primary key references statement,
  organisation_id uuid not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 20971520)
);

create table statement_item (
  statement_id uuid not null references statement,
  item int not null check (item >= 1),
  organisation_id uuid not null,
  outcome text not null check (outcome in ('matched', 'differing', 'only_statement', 'only_ledger', 'faulty')),
  row int check (row >= 1),
  line jsonb,
  line_fen bigint,
  entry jsonb,
  entry_fen bigint,
  pool_id uuid,
  entry_version bigint,
  differences jsonb not null default '[]',
  faults jsonb not null default '[]',
  settled_at timestamptz,
  settled_by uuid,
  settled_by_name text,
  note text check (length(note) between 1 and 200),
  -- The correcting entry proposed for it; after a refusal there may be another.
  allotment_id uuid references allotment,
  primary key (statement_id, item),
  foreign key (pool_id, entry_version) references quota_entry,
  check ((line is not null) = (outcome in ('matched', 'differing', 'only_statement'))),
  check ((entry is not null) = (outcome in ('matched', 'differing', 'only_ledger'))),
  check ((row is null) = (outcome = 'only_ledger')),
  check ((line is null) = (line_fen is null)),
  check (num_nonnulls(entry, entry_fen, pool_id, entry_version) in (0, 4)),
  check (num_nonnulls(settled_at, settled_by, settled_by_name, note) in (0, 4)),
  check (allotment_id is null or entry is not null)
);
create index statement_item_outcome on statement_item (statement_id, outcome, item);

-- What was found stays as it was found: only who explained or repaired it is added.
create function keep_settled_item() returns trigger language plpgsql as $$
begin
  if old.settled_at is not null then
    raise exception 'a settled item is kept' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger statement_item_kept before update on statement_item for each row execute function keep_settled_item();

do $$
declare target text; reader text;
begin
  foreach target in array array['statement', 'statement_file', 'statement_item'] loop
    call protect(target::regclass);
    foreach reader in array array['app_bank', 'app_facility_administrator'] loop
      call allow(target::regclass, reader, case when target = 'statement_item' then 'select' else 'select, insert' end,
        'organisation_id = (select current_organisation())');
    end loop;
    call allow(target::regclass, 'app_worker',
      case when target = 'statement_file' then 'select, delete'
           when target = 'statement' then 'select, update' else 'select, insert' end, 'true');
    -- The demo world's statements are laid to its ledger as all others are.
    call allow(target::regclass, 'app_seed',
      case when target = 'statement_file' then 'select, insert, delete'
           when target = 'statement' then 'select, insert, update' else 'select, insert' end, 'true');
  end loop;
end $$;
-- What is laid to a statement are the movements of its pool: it must be one that its organisation may read.
create policy of_own_pool on statement as restrictive for insert to app_bank, app_facility_administrator
  with check (pool_id in (select id from quota_pool));
grant update (settled_at, settled_by, settled_by_name, note) on statement_item to app_bank, app_facility_administrator;
grant update (allotment_id) on statement_item to app_facility_administrator;
