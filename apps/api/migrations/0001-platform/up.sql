-- Who the running transaction acts for; unset reads as null, which no policy accepts.
create function current_organisation() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.organisation_id', true), '')::uuid;
create function current_account() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.account_id', true), '')::uuid;
create function current_bank() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.bank_id', true), '')::uuid;
create function current_unit_lo() returns int language sql stable parallel safe
  return nullif(current_setting('app.unit_lo', true), '')::int;
create function current_unit_hi() returns int language sql stable parallel safe
  return nullif(current_setting('app.unit_hi', true), '')::int;

-- Row-level security for a table, binding its owner too.
create procedure protect(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
end $$;

-- One plain predicate for one role: what it may do, and on which rows. The seeding role is always let in.
create procedure allow(target regclass, role_name text, privileges text, predicate text) language plpgsql as $$
begin
  execute format('grant %s on %s to %I', privileges, target, role_name);
  execute format('create policy %I on %s to %I using (%s) with check (%s)', role_name, target, role_name, predicate, predicate);
end $$;

create table outbox_event (
  id uuid primary key,
  topic text not null,
  payload jsonb not null check (pg_column_size(payload) <= 32768),
  correlation_id text not null check (length(correlation_id) <= 100),
  created_at timestamptz not null default now(),
  available_at timestamptz not null,
  dispatched_at timestamptz
);
create index outbox_event_due on outbox_event (available_at, id) where dispatched_at is null;
-- What was dispatched long ago is removed, the oldest first.
create index outbox_event_dispatched on outbox_event (dispatched_at) where dispatched_at is not null;

create table outbox_delivery (
  event_id uuid not null references outbox_event on delete cascade,
  queue text not null,
  -- How often it was handed to its queue; counted after the hand-over, so a queue that is away costs no try.
  generation int not null default 0 check (generation between 0 and 100),
  handed_at timestamptz not null default now(),
  done_at timestamptz,
  dead_at timestamptz,
  primary key (event_id, queue)
);
create index outbox_delivery_open on outbox_delivery (handed_at) where done_at is null and dead_at is null;

-- Wakes the relay at commit; a lost notice costs one poll.
create function wake_relay() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', '');
  return null;
end $$;
create trigger outbox_event_added after insert on outbox_event for each statement execute function wake_relay();

create table command_receipt (
  organisation_id uuid not null,
  key uuid not null,
  route text not null,
  body_hash text not null,
  resource_id uuid,
  created_at timestamptz not null default now(),
  primary key (organisation_id, key)
);
create index command_receipt_age on command_receipt (created_at);

call protect('outbox_event');
call protect('outbox_delivery');
call protect('command_receipt');
call allow('outbox_event', 'app_relay', 'select, update, delete', 'true');
call allow('outbox_delivery', 'app_relay', 'select, insert, update', 'true');
call allow('outbox_event', 'app_worker', 'insert', 'true');
call allow('outbox_event', 'app_seed', 'insert', 'true');
call allow('outbox_delivery', 'app_worker', 'select, update', 'true');
-- The worker removes receipts by their age and reads no more of them.
grant select (organisation_id, key, created_at), delete on command_receipt to app_worker;
create policy app_worker on command_receipt to app_worker using (true) with check (true);
do $$
declare caller text;
begin
  foreach caller in array array['app_enterprise', 'app_bank', 'app_bureau', 'app_association',
                                'app_facility_administrator', 'app_platform'] loop
    call allow('outbox_event', caller, 'insert', 'true');
    call allow('command_receipt', caller, 'select, insert, update', 'organisation_id = (select current_organisation())');
  end loop;
end $$;
