-- 对接办件: one bank (branch) working one request. The state lives here.
create table engagement (
  id uuid primary key,
  request_id uuid not null references financing_request,
  -- The bank reads no request: what its queue and clocks need of it is copied, and shown while a consent holds.
  request_number text not null,
  term_months int,
  purpose text,
  enterprise_id uuid not null references enterprise,
  unit_position int not null,
  bank_id uuid not null references organisation,
  branch_id uuid not null references organisation,
  branch_position int not null,
  product_id uuid not null references loan_product,
  product_name text not null,
  product_name_en text,
  consent_id uuid references consent,
  origin text not null check (origin in ('enterprise', 'bureau')),
  status text not null check (status in ('proposed', 'pushed', 'listed', 'interest_expressed', 'revealed', 'accepted',
    'contacted', 'due_diligence', 'credit_review', 'approved', 'contracted', 'partially_disbursed', 'disbursed', 'closed',
    'declined', 'no_response', 'not_selected', 'incomplete', 'withdrawn', 'not_taken', 'lapsed', 'rescinded', 'transferred',
    'repairing', 're_pushed', 'appealed', 'upheld', 'overturned', 'mediation')),
  -- The stage an incomplete engagement goes back to.
  stage text,
  version int not null default 1 check (version >= 1),
  content_version int not null,
  officer_id uuid,
  officer_name text,
  pushed_at timestamptz,
  -- Answer due (working time, domain §5); provisional where a year's holidays are not yet published.
  due_at timestamptz,
  due_provisional boolean not null default false,
  -- While the bank waits for the enterprise its clock stands: since when, and what was due then.
  held_at timestamptz,
  held_due_at timestamptz,
  -- When the enterprise expects its head office abroad to decide: the bank waits until it has.
  hq_expected_on date,
  -- 资料齐全: the time for a conclusion runs from here.
  complete_since timestamptz,
  stage_since timestamptz not null,
  -- A reversible decision can be undone by the same account until then; its deliveries wait as long.
  undo_until timestamptz,
  undo_account_id uuid,
  undo_to jsonb,
  -- Frozen when pushed: how many criteria the product tests and how many hold, and why.
  criteria_met int not null default 0,
  criteria_total int not null default 0,
  requested_fen bigint not null check (requested_fen > 0),
  currency text not null,
  approved_fen bigint check (approved_fen > 0),
  disbursed_fen bigint not null default 0 check (disbursed_fen >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index engagement_queue on engagement (bank_id, status, due_at, id);
create index engagement_enterprise on engagement (enterprise_id, request_id);
create index engagement_unit on engagement (unit_position, status);
create index engagement_request on engagement (request_id);
-- One live engagement per request and bank: a second push to the same bank waits for the first to end. The states are
-- the domain's LIVE_STATES, so that no case it takes for ended stands in the way of another.
create unique index engagement_one_live on engagement (request_id, bank_id)
  where status in ('proposed', 'listed', 'interest_expressed', 'pushed', 'revealed', 're_pushed', 'accepted', 'contacted',
    'due_diligence', 'credit_review', 'incomplete', 'approved', 'contracted', 'partially_disbursed');

-- What the consent lets the bank see, copied at the push: the bank has no right on the enterprise's own tables.
create table engagement_dossier (
  engagement_id uuid primary key references engagement on delete cascade,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  consent_id uuid not null references consent,
  field_groups text[] not null,
  content jsonb not null check (pg_column_size(content) <= 131072),
  valid_until date not null,
  revoked_at timestamptz,
  made_at timestamptz not null
);
create index engagement_dossier_consent on engagement_dossier (consent_id);

create table engagement_event (
  id uuid primary key,
  seq bigint generated always as identity,
  engagement_id uuid not null references engagement,
  request_id uuid not null,
  -- Null until the bank is reached: a proposal is nothing to it.
  bank_id uuid,
  enterprise_id uuid not null,
  unit_position int not null,
  at timestamptz not null,
  action text not null,
  from_status text,
  to_status text not null,
  actor_side text not null,
  actor_account_id uuid,
  actor_name text not null,
  note jsonb not null default '{}' check (pg_column_size(note) <= 32768),
  undone boolean not null default false
);
create index engagement_event_engagement on engagement_event (engagement_id, seq);
create index engagement_event_reached on engagement_event (unit_position, to_status, at) where not undone;
create index engagement_event_request on engagement_event (request_id, to_status);

create table supplement_request (
  id uuid primary key,
  engagement_id uuid not null references engagement,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  items jsonb not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answer text check (length(answer) <= 4000),
  answered_at timestamptz,
  -- The bank went on without them: nobody waits for them any more.
  waived_at timestamptz,
  check (answered_at is null or waived_at is null)
);
create index supplement_request_engagement on supplement_request (engagement_id, asked_at);

-- 报价: indicative, a record of its own, never an approval.
create table offer (
  id uuid primary key,
  engagement_id uuid not null references engagement,
  request_id uuid not null references financing_request,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  status text not null check (status in ('draft', 'sent', 'chosen', 'standby', 'not_chosen', 'lapsed', 'withdrawn')),
  version int not null default 1 check (version >= 1),
  -- The version of the need it was made for: when the need is revised, the bank offers for it again.
  content_version int not null,
  amount_fen bigint not null check (amount_fen > 0),
  currency text not null,
  annual_rate_bp int not null check (annual_rate_bp between 0 and 10000),
  term_months int not null check (term_months between 1 and 480),
  guarantee_fee_fen bigint not null default 0 check (guarantee_fee_fen >= 0),
  appraisal_fee_fen bigint not null default 0 check (appraisal_fee_fen >= 0),
  -- 保证金: paid in with the loan and given back at its end, without interest.
  deposit_fen bigint not null default 0 check (deposit_fen >= 0),
  repayment text not null default 'interest_monthly' check (repayment in ('interest_monthly', 'interest_quarterly',
    'equal_instalments', 'equal_principal', 'at_maturity')),
  collateral text[] not null default '{}',
  disbursement_days int not null check (disbursement_days between 1 and 365),
  conditions text check (length(conditions) <= 2000),
  valid_until date not null,
  chosen_fen bigint check (chosen_fen > 0),
  sent_by_name text not null,
  sent_at timestamptz not null,
  decided_at timestamptz
);
create index offer_request on offer (request_id, status);
create index offer_engagement on offer (engagement_id, sent_at);
create index offer_running on offer (valid_until) where status in ('sent', 'standby', 'chosen');

create table credit_approval (
  id uuid primary key,
  engagement_id uuid not null unique references engagement,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  amount_fen bigint not null check (amount_fen > 0),
  currency text not null,
  annual_rate_bp int not null check (annual_rate_bp between 0 and 10000),
  revolving boolean not null,
  valid_until date not null,
  conditions text check (length(conditions) <= 2000),
  approved_by_name text not null,
  approved_at timestamptz not null
);

create table loan_contract (
  id uuid primary key,
  engagement_id uuid not null unique references engagement,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  contract_number text not null check (length(contract_number) between 1 and 60),
  signed_on date not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  unique (bank_id, contract_number)
);

-- 放款, one row per 借据; a reported disbursement is never refused for quota.
create table disbursement (
  id uuid primary key,
  engagement_id uuid not null references engagement,
  request_id uuid not null,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  note_number text not null check (length(note_number) between 1 and 60),
  amount_fen bigint not null check (amount_fen > 0),
  currency text not null,
  annual_rate_bp int not null check (annual_rate_bp between 0 and 10000),
  disbursed_on date not null,
  matures_on date not null check (matures_on > disbursed_on),
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  unique (bank_id, note_number)
);
create index disbursement_engagement on disbursement (engagement_id, disbursed_on);
create index disbursement_unit on disbursement (unit_position, disbursed_on);

do $$
declare target text;
begin
  foreach target in array array['engagement', 'engagement_dossier', 'engagement_event', 'supplement_request', 'offer',
                                'credit_approval', 'loan_contract', 'disbursement'] loop
    call protect(target::regclass);
    -- History and money rows are written once; only records with a state of their own may be updated.
    call allow(target::regclass, 'app_enterprise',
      case when target in ('engagement', 'engagement_dossier') then 'select, insert, update'
           when target in ('supplement_request', 'offer') then 'select, update'
           when target = 'engagement_event' then 'select, insert' else 'select' end,
      'enterprise_id = (select current_organisation())');
    call allow(target::regclass, 'app_bureau',
      case when target in ('engagement', 'engagement_dossier') then 'select, insert, update'
           when target = 'engagement_event' then 'select, insert' else 'select' end,
      'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
    -- Settlement moves cases and offers and closes dossiers; it makes none of them and touches no money.
    call allow(target::regclass, 'app_worker',
      case when target in ('engagement', 'engagement_dossier', 'offer') then 'select, update'
           when target = 'engagement_event' then 'select, insert' else 'select' end, 'true');
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
  foreach target in array array['engagement_event', 'supplement_request', 'offer', 'credit_approval',
                                'loan_contract', 'disbursement'] loop
    call allow(target::regclass, 'app_bank',
      case when target in ('supplement_request', 'offer') then 'select, insert, update' else 'select, insert' end,
      'bank_id = (select current_bank())');
  end loop;
end $$;
-- A bank that no consent names gets nothing: what is only proposed does not exist for it.
call allow('engagement', 'app_bank', 'select, update', 'bank_id = (select current_bank()) and pushed_at is not null');
-- Of an event only one thing may ever change: that the decision it records was undone.
grant update (undone) on engagement_event to app_bank, app_enterprise, app_bureau;
-- A withdrawn or ended consent closes the dossier at once, in the database itself. Its last day is Beijing's:
-- current_date is the server's and would leave it open for eight hours more.
call allow('engagement_dossier', 'app_bank', 'select',
  'bank_id = (select current_bank()) and revoked_at is null and valid_until >= (now() at time zone ''Asia/Shanghai'')::date');
