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
  -- The loan or the face of the bill, the share of it the tool reimburses, and what is claimed with that in all.
  lent_fen bigint not null check (lent_fen > 0),
  funding_ratio_bp int not null default 10000 check (funding_ratio_bp between 1 and 10000),
  amount_fen bigint not null check (amount_fen > 0 and amount_fen <= lent_fen),
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
  -- None while it is a mark, or the rest of a claim that was kept for a later batch.
  batch_id uuid references claim_batch,
  -- Which decision on it comes next.
  round int not null default 1 check (round >= 1),
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
  check (state not in ('submitted', 'rejected') or batch_id is not null),
  check (state not in ('submitted', 'reimbursed', 'rejected', 'corrected') or submitted_at is not null),
  check (decided_at is not null or (state in ('marked', 'submitted', 'released') and round = 1)),
  check (case state when 'reimbursed' then reimbursed_fen > 0 when 'rejected' then reimbursed_fen = 0
    when 'released' then reimbursed_fen = 0 when 'corrected' then reimbursed_fen = 0 else reimbursed_fen < amount_fen end),
  check (state <> 'corrected' or corrected_at is not null),
  check ((corrected_at is null) = (correction is null)),
  check (state <> 'rejected' or rejection is not null),
  check ((rejection is null) = (note is null))
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

-- The holder's word on one line of a batch: reimbursed in full or in part, or not at all. What it said stays; that the
-- posting was taken back since is added.
create table claim_decision (
  claim_id uuid not null references claim,
  round int not null,
  batch_id uuid not null references claim_batch,
  facility_id uuid not null references facility,
  bank_id uuid not null references organisation,
  unit_position int not null,
  asked_fen bigint not null check (asked_fen > 0),
  reimbursed_fen bigint not null check (reimbursed_fen between 0 and asked_fen),
  -- What became of the rest where only a part was reimbursed.
  rest text check (rest in ('freed', 'kept')),
  reason text,
  note text check (length(note) between 1 and 200),
  decided_at timestamptz not null,
  corrected_at timestamptz,
  primary key (claim_id, round),
  check ((rest is not null) = (reimbursed_fen > 0 and reimbursed_fen < asked_fen)),
  check (num_nonnulls(reason, note) = case when reimbursed_fen < asked_fen then 2 else 0 end)
);
create index claim_decision_batch on claim_decision (batch_id);

call protect('claim_batch');
call protect('claim');
call protect('claim_decision');

-- The bank marks and hands in; what it has handed in it cannot change. It decides nothing.
grant select, insert on claim_batch, claim to app_bank;
grant update (state, submitted_by_name, submitted_at, version) on claim_batch to app_bank;
grant update (state, batch_id, submitted_at, version) on claim to app_bank;
grant select on claim_decision to app_bank;
create policy app_bank on claim_decision for select to app_bank using (bank_id = (select current_bank()));
create policy app_bank on claim_batch for select to app_bank using (bank_id = (select current_bank()));
create policy app_bank_open on claim_batch for insert to app_bank
  with check (bank_id = (select current_bank()) and state = 'draft');
create policy app_bank_change on claim_batch for update to app_bank
  using (bank_id = (select current_bank()) and state = 'draft')
  with check (bank_id = (select current_bank()) and state in ('draft', 'submitted'));
create policy app_bank on claim for select to app_bank using (bank_id = (select current_bank()));
create policy app_bank_mark on claim for insert to app_bank
  with check (bank_id = (select current_bank()) and state = 'marked' and reimbursed_fen = 0 and round = 1);
create policy app_bank_change on claim for update to app_bank
  using (bank_id = (select current_bank()) and state = 'marked')
  -- A rest that is given up leaves what was reimbursed of it before.
  with check (bank_id = (select current_bank())
    and case state when 'reimbursed' then reimbursed_fen > 0 else state in ('marked', 'submitted', 'released') end);

-- The holder of the tool sees what was handed in to it, and decides it once; what it reimbursed it may take back.
grant select on claim_batch, claim to app_facility_administrator;
grant update (state, decided_by, decided_by_name, decided_at, version) on claim_batch to app_facility_administrator;
grant update (state, batch_id, round, reimbursed_fen, decided_at, rejection, note, corrected_at, correction, version)
  on claim to app_facility_administrator;
grant select, insert, update (corrected_at) on claim_decision to app_facility_administrator;
do $$
declare
  target text;
  held text := 'submitted_at is not null and facility_id in (select f.id from facility f where f.holder_id = (select current_organisation()))';
begin
  foreach target in array array['claim_batch', 'claim'] loop
    execute format('create policy app_facility_administrator on %I for select to app_facility_administrator using (%s)', target, held);
    execute format('create policy app_facility_administrator_decide on %I for update to app_facility_administrator
      using (state in (''submitted'', ''reimbursed'', ''marked'') and %s)
      with check (state in (''submitted'', ''decided'', ''marked'', ''reimbursed'', ''rejected'', ''corrected'') and %s)',
      target, held, held);
    -- A bureau follows what was handed in for its area.
    call allow(target::regclass, 'app_bureau', 'select',
      'unit_position between (select current_unit_lo()) and (select current_unit_hi()) and submitted_at is not null');
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;
create policy app_facility_administrator on claim_decision to app_facility_administrator
  using (facility_id in (select f.id from facility f where f.holder_id = (select current_organisation())))
  with check (facility_id in (select f.id from facility f where f.holder_id = (select current_organisation())));
call allow('claim_decision', 'app_bureau', 'select',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('claim_decision', 'app_seed', 'select, insert', 'true');
-- People are told of it.
call allow('claim_batch', 'app_worker', 'select', 'true');
call allow('claim_decision', 'app_worker', 'select', 'true');

-- Which case counts against a pool depends on how the tool works: the ledger's writer reads that alone of it.
grant select (id, mechanism) on facility to app_poster;
create policy app_poster on facility for select to app_poster using (true);
