-- 消息推送: where an organisation's own systems hear that something happened, by ids alone; what it was they read here.
create table webhook_endpoint (
  id uuid primary key,
  -- A bank as legal person, which messages to its offices reach too; a bureau or the holder of a policy tool as it is.
  owner_id uuid not null references organisation,
  url text not null check (length(url) between 10 and 500),
  state text not null check (state in ('active', 'paused')),
  -- Needed to sign, and never read again by those who may set it.
  secret bytea check (octet_length(secret) = 32),
  has_secret boolean generated always as (secret is not null) stored,
  previous_secret bytea check (octet_length(previous_secret) = 32),
  -- Until then both sign, so that a receiver can change over.
  previous_until timestamptz,
  created_by_name text not null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  check ((previous_secret is null) = (previous_until is null)),
  check (state = 'paused' or secret is not null)
);
create index webhook_endpoint_owner on webhook_endpoint (owner_id) where deleted_at is null;

create table webhook_delivery (
  -- The webhook-id: the same however often it is sent.
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoint,
  owner_id uuid not null,
  -- The entry of a history it tells of, and what it says of it; a test tells of nothing.
  event_id uuid not null,
  type text not null check (length(type) between 3 and 60),
  record_kind text,
  record_id uuid,
  at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  attempts int not null default 0 check (attempts >= 0),
  -- HTTP status, or why there was none.
  last_result text check (length(last_result) <= 40),
  last_at timestamptz,
  created_at timestamptz not null,
  check ((record_kind is null) = (record_id is null)),
  unique nulls not distinct (endpoint_id, event_id, type, record_id)
);
create index webhook_delivery_recent on webhook_delivery (endpoint_id, created_at desc, id desc);
create index webhook_delivery_age on webhook_delivery (created_at);
create index webhook_delivery_owner on webhook_delivery (owner_id);

-- Whoever sets a secret cannot read the one before it.
create function keep_previous_secret() returns trigger language plpgsql as $$
begin
  new.previous_secret := old.secret;
  if old.secret is null then new.previous_until := null; end if;
  return new;
end $$;
create trigger webhook_secret_kept before update of secret on webhook_endpoint
  for each row execute function keep_previous_secret();

call protect('webhook_endpoint');
call protect('webhook_delivery');
do $$
declare keeper text; own text;
begin
  foreach keeper in array array['app_bank', 'app_bureau', 'app_facility_administrator'] loop
    own := case keeper when 'app_bank' then 'owner_id = (select current_bank())'
      else 'owner_id = (select current_organisation())' end;
    execute format('grant select (id, owner_id, url, state, has_secret, previous_until, created_by_name, created_at, deleted_at),
      insert (id, owner_id, url, state, created_by_name, created_at),
      update (state, secret, previous_until, deleted_at) on webhook_endpoint to %I', keeper);
    execute format('create policy %I on webhook_endpoint to %I using (%s) with check (%s)', keeper, keeper, own, own);
    call allow('webhook_delivery', keeper, 'select, insert, update', own);
  end loop;
end $$;
call allow('webhook_endpoint', 'app_worker', 'select', 'true');
call allow('webhook_delivery', 'app_worker', 'select, insert, update, delete', 'true');
call allow('webhook_endpoint', 'app_seed', 'select, insert, update', 'true');
call allow('webhook_delivery', 'app_seed', 'select, insert', 'true');
