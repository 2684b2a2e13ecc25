-- 再贷款报账与再贴现: a bank claims loans it has paid out, or presents bills it has discounted; the holder of the tool
-- reimburses line by line. A claim's id is that of its hold in the ledger, and every step of it is posted with it.
create table claim_batch (
  id uuid primary key,
  number text not null check (length(number) between 1 and 40),
  facility_id uuid not null references facility,
  pool_id uuid not null references quota_pool,
  bank_id uuid not null references organisation,
  -- Of the area the pool lies in.
  unit_position int not null,
  state text not null check (state in ('draft', 'submitted', 'decided')),
  opened_by_name text not null,
  opened_at timestamptz not null,
  submitted_by_name text,
  submitted_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  version int not null default 1 check (version >= 1),
  unique (bank_id, number),
  check ((state = 'draft') = (submitted_at is null)),
  check (num_nonnulls(submitted_at, submitted_by_name) in (0, 2)),
  check ((state = 'decided') = (decided_at is not null)),
  check (num_nonnulls(decided_at, decided_by, decided_by_name) in (0, 3))
);
create index claim_batch_bank on claim_batch (bank_id, opened_at desc, id);
create index claim_batch_facility on claim_batch (facility_id, submitted_at) where submitted_at is not null;

create table claim (
  id uuid primary key,
  kind text not null check (kind in ('loan', 'bill')),
  facility_id uuid not null references facility,
  pool_id uuid not null references quota_pool,
  bank_id uuid not null references organisation,
  -- The office whose loan or bill it is.
  branch_position int not null,
  -- Of the enterprise a loan was made to; of the pool's area for a bill.
  unit_position int not null,
  disbursement_id uuid references disbursement,
  engagement_id uuid references engagement,
  -- 借据号 or 票据号.
  number text not null check (length(number) between 1 and 60),
  -- As the bank states it: the platform discloses no name with a claim.
  borrower_name text not null check (length(borrower_name) between 2 and 120),
  borrower_uscc text,
  -- 出票人.
  drawer text check (length(drawer) between 2 and 120),
  amount_fen bigint not null check (amount_fen > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  annual_rate_bp int not null check (annual_rate_bp between 0 and 10000),
  lent_on date not null,
  matures_on date not null check (matures_on > lent_on),
  -- What the bank states of the borrower for the tool's conditions, and what came of each when it was marked.
  declared jsonb not null check (pg_column_size(declared) <= 4096),
  tests jsonb not null check (pg_column_size(tests) <= 8192),
  -- What of it was reimbursed and stands: the holder may take it back by a correcting entry.
  reimbursed_fen bigint not null default 0 check (reimbursed_fen between 0 and amount_fen),
  state text not null check (state in ('marked', 'submitted', 'reimbursed', 'rejected', 'released', 'corrected')),
  batch_id uuid references claim_batch,
  marked_by_name text not null,
  marked_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  rejection text check (rejection in ('LENDER_NOT_ELIGIBLE', 'BORROWER_NOT_ELIGIBLE', 'RATE_ABOVE_CAP', 'OUTSIDE_WINDOW',
    'OVER_LIMIT', 'PAPERS_INCOMPLETE', 'TRADE_BACKGROUND_UNVERIFIED', 'ALREADY_FUNDED', 'OTHER')),
  note text check (length(note) between 1 and 200),
  corrected_at timestamptz,
  -- Why the holder took it back.
  correction text check (length(correction) between 1 and 200),
  version int not null default 1 check (version >= 1),
  check ((kind = 'loan') = (disbursement_id is not null)),
  check ((kind = 'loan') = (engagement_id is not null)),
  check ((kind = 'bill') = (drawer is not null)),
  check ((kind = 'bill') = (borrower_uscc is not null)),
  check (state not in ('submitted', 'reimbursed', 'rejected', 'corrected') or (batch_id is not null and submitted_at is not null)),
  check ((state in ('reimbursed', 'rejected', 'corrected')) = (decided_at is not null)),
  check ((state = 'reimbursed') = (reimbursed_fen > 0)),
  check ((state = 'corrected') = (corrected_at is not null)),
  check ((corrected_at is null) = (correction is null)),
  check ((state = 'rejected') = (rejection is not null)),
  check ((state = 'rejected') = (note is not null))
);
-- One live claim per loan under whichever tool; a bill is one and the same whoever presents it.
create unique index claim_one_live_loan on claim (disbursement_id)
  where disbursement_id is not null and state in ('marked', 'submitted', 'reimbursed');
create unique index claim_one_live_bill on claim (number)
  where kind = 'bill' and state in ('marked', 'submitted', 'reimbursed');
create index claim_bank on claim (bank_id, facility_id, state, marked_at desc, id);
create index claim_batch_lines on claim (batch_id) where batch_id is not null;
create index claim_unit on claim (unit_position) where submitted_at is not null;
create index claim_disbursement on claim (disbursement_id) where disbursement_id is not null;

call protect('claim_batch');
call protect('claim');

-- The bank marks and hands in; what it has handed in it cannot change. It decides nothing.
grant select, insert on claim_batch, claim to app_bank;
grant update (state, submitted_by_name, submitted_at, version) on claim_batch to app_bank;
grant update (state, batch_id, submitted_at, version) on claim to app_bank;
create policy app_bank on claim_batch for select to app_bank using (bank_id = (select current_bank()));
create policy app_bank_open on claim_batch for insert to app_bank
  with check (bank_id = (select current_bank()) and state = 'draft');
create policy app_bank_change on claim_batch for update to app_bank
  using (bank_id = (select current_bank()) and state = 'draft')
  with check (bank_id = (select current_bank()) and state in ('draft', 'submitted'));
create policy app_bank on claim for select to app_bank using (bank_id = (select current_bank()));
create policy app_bank_mark on claim for insert to app_bank
  with check (bank_id = (select current_bank()) and state = 'marked');
create policy app_bank_change on claim for update to app_bank
  using (bank_id = (select current_bank()) and state = 'marked')
  with check (bank_id = (select current_bank()) and state in ('marked', 'submitted', 'released'));

-- The holder of the tool sees what was handed in to it, and decides it once; what it reimbursed it may take back.
grant select on claim_batch, claim to app_facility_administrator;
grant update (state, decided_by, decided_by_name, decided_at, version) on claim_batch to app_facility_administrator;
grant update (state, reimbursed_fen, decided_at, rejection, note, corrected_at, correction, version) on claim
  to app_facility_administrator;
do $$
declare
  target text;
  held text := 'submitted_at is not null and facility_id in (select f.id from facility f where f.holder_id = (select current_organisation()))';
begin
  foreach target in array array['claim_batch', 'claim'] loop
    execute format('create policy app_facility_administrator on %I for select to app_facility_administrator using (%s)', target, held);
    execute format('create policy app_facility_administrator_decide on %I for update to app_facility_administrator
      using (state in (''submitted'', ''reimbursed'') and %s)
      with check (state in (''decided'', ''reimbursed'', ''rejected'', ''corrected'') and %s)', target, held, held);
    -- A bureau follows what was handed in for its area.
    call allow(target::regclass, 'app_bureau', 'select',
      'unit_position between (select current_unit_lo()) and (select current_unit_hi()) and submitted_at is not null');
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;

-- Which case counts against a pool depends on how the tool works: the ledger's writer reads that alone of it.
grant select (id, mechanism) on facility to app_poster;
create policy app_poster on facility for select to app_poster using (true);
