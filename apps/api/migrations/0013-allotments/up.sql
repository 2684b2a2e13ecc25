-- 额度分配: what the holder of a tool does with its quota, who proposed it and who agreed. Posted ones have their entries
-- in quota_entry under the key allotment-<id>.
create table allotment (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  facility_id uuid not null references facility,
  kind text not null check (kind in ('allot', 'return', 'adjust', 'transfer', 'freeze', 'unfreeze', 'close', 'correct', 'conditions')),
  state text not null check (state in ('proposed', 'posted', 'refused', 'withdrawn')),
  pool_id uuid not null references quota_pool,
  other_pool_id uuid references quota_pool check ((other_pool_id is not null) = (kind in ('allot', 'return', 'transfer'))),
  amount_fen bigint check (amount_fen > 0),
  limit_fen bigint check (limit_fen >= 0),
  -- The entry of the pool that a correction takes back.
  entry_version bigint,
  -- What guards the pool afterwards, and what guarded it when this was proposed: no entry, since it moves nothing.
  customer_limit_fen bigint check (customer_limit_fen > 0),
  second_from_fen bigint check (second_from_fen >= 0),
  customer_limit_before_fen bigint,
  second_from_before_fen bigint,
  reason text not null check (length(reason) between 1 and 200),
  document_number text check (length(document_number) between 1 and 200),
  effective_on date not null,
  needs_second boolean not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text check (length(note) between 1 and 200),
  version int not null default 1 check (version >= 1),
  check ((amount_fen is not null) = (kind in ('allot', 'return', 'transfer'))),
  check ((limit_fen is not null) = (kind = 'adjust')),
  check ((entry_version is not null) = (kind = 'correct')),
  check ((second_from_fen is not null) = (kind = 'conditions')),
  check ((second_from_before_fen is not null) = (kind = 'conditions')),
  check (customer_limit_fen is null or kind = 'conditions'),
  check ((state = 'proposed') = (decided_at is null)),
  check ((decided_by is null) = (decided_by_name is null)),
  -- 双人复核: whoever approves or refuses is never who proposed; only a proposer takes back.
  constraint allotment_two_people check (case state
    when 'proposed' then needs_second and decided_by is null
    when 'posted' then (decided_by is not null) = needs_second and decided_by is distinct from proposed_by
    when 'refused' then decided_by is not null and decided_by <> proposed_by
    else decided_by = proposed_by end)
);
create index allotment_order on allotment (organisation_id, (state <> 'proposed'), proposed_at desc, id desc);
create index allotment_pool on allotment (pool_id);
create index allotment_other_pool on allotment (other_pool_id) where other_pool_id is not null;

-- What was decided stays as it was decided.
create function keep_decided_allotment() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then
    raise exception 'a decided allotment is kept' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger allotment_kept before update on allotment for each row execute function keep_decided_allotment();

-- The last entry of a pool at a moment, by halving: entries are in order of time, and no index need be kept for it.
create function quota_version_at(pool uuid, head bigint, moment timestamptz) returns bigint language plpgsql stable as $$
declare low bigint := 0; high bigint := head; middle bigint;
begin
  while low < high loop
    middle := (low + high + 1) / 2;
    if (select e.at <= moment from quota_entry e where e.pool_id = pool and e.version = middle) then low := middle;
    else high := middle - 1;
    end if;
  end loop;
  return low;
end $$;

-- 政策工具的条件: versions of a tool's terms from a day on, who proposed and who agreed; an opening is the first of them. What
-- is in force stands in facility, what it took the place of in before.
create table facility_terms (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- Of an opening that nobody agreed to there is no tool.
  facility_id uuid not null,
  code text not null check (code ~ '^[A-Z0-9-]{3,40}$'),
  opening jsonb check (pg_column_size(opening) <= 1024),
  from_on date not null,
  terms jsonb not null check (pg_column_size(terms) <= 32768),
  before jsonb,
  reason text not null check (length(reason) between 1 and 200),
  state text not null check (state in ('proposed', 'posted', 'refused', 'withdrawn')),
  needs_second boolean not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text check (length(note) between 1 and 200),
  applied_at timestamptz,
  version int not null default 1 check (version >= 1),
  check (applied_at is null or state = 'posted'),
  check ((state = 'proposed') = (decided_at is null)),
  check ((decided_by is null) = (decided_by_name is null)),
  constraint facility_terms_two_people check (case state
    when 'proposed' then needs_second and decided_by is null
    when 'posted' then (decided_by is not null) = needs_second and decided_by is distinct from proposed_by
    when 'refused' then decided_by is not null and decided_by <> proposed_by
    else decided_by = proposed_by end)
);
-- One at a time: a second would undo unseen what the first was about to change.
create unique index facility_terms_one_waits on facility_terms (facility_id)
  where state = 'proposed' or (state = 'posted' and applied_at is null);
create index facility_terms_order on facility_terms (organisation_id, proposed_at desc, id desc);
create index facility_terms_facility on facility_terms (facility_id);

create function keep_decided_terms() returns trigger language plpgsql as $$
begin
  if old.state in ('refused', 'withdrawn') or old.applied_at is not null or (old.state = 'posted' and new.state <> 'posted') then
    raise exception 'decided terms are kept' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger facility_terms_kept before update on facility_terms for each row execute function keep_decided_terms();

call protect('facility_terms');
grant select, insert on facility_terms to app_facility_administrator;
grant update (state, decided_by, decided_by_name, decided_at, note, version, applied_at, before)
  on facility_terms to app_facility_administrator;
create policy app_facility_administrator on facility_terms to app_facility_administrator
  using (organisation_id = (select current_organisation()))
  with check (organisation_id = (select current_organisation()));
call allow('facility_terms', 'app_worker', 'select, update', 'true');
call allow('facility_terms', 'app_seed', 'select, insert', 'true');
-- A tool begins with terms that were agreed to, by two people where they weigh.
grant insert on facility to app_facility_administrator;
create policy app_facility_administrator_opening on facility for insert to app_facility_administrator
  with check (holder_id = (select current_organisation()) and exists (select from facility_terms t
    where t.facility_id = facility.id and t.state = 'posted' and t.opening is not null));

call protect('allotment');
grant select, insert on allotment to app_facility_administrator;
grant update (state, decided_by, decided_by_name, decided_at, note, version) on allotment to app_facility_administrator;
create policy app_facility_administrator on allotment to app_facility_administrator
  using (organisation_id = (select current_organisation()))
  with check (organisation_id = (select current_organisation())
    and facility_id in (select f.id from facility f where f.holder_id = (select current_organisation())));
-- A bank and a bureau read why their pools changed, and on what document; not who of the holder's people did it.
do $$
declare reader text;
begin
  foreach reader in array array['app_bank', 'app_bureau'] loop
    execute format('grant select (id, pool_id, other_pool_id, state, reason, document_number, effective_on) on allotment to %I', reader);
    execute format('create policy %I on allotment for select to %I using (state = ''posted''
      and exists (select from quota_pool p where p.id = any (array[pool_id, other_pool_id])))', reader, reader);
  end loop;
end $$;
call allow('allotment', 'app_seed', 'select, insert', 'true');
-- People are told of it.
call allow('allotment', 'app_worker', 'select', 'true');
