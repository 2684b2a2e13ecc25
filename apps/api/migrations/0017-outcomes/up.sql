-- 余额: what is still owed on a note, as the bank reports it from time to time. A figure of its own: nothing computes it
-- from what was approved or disbursed.
create table balance_snapshot (
  id uuid primary key,
  disbursement_id uuid not null references disbursement,
  engagement_id uuid not null references engagement,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  as_of date not null,
  outstanding_fen bigint not null check (outstanding_fen >= 0),
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  unique (disbursement_id, as_of)
);
create index balance_snapshot_engagement on balance_snapshot (engagement_id, as_of);

call protect('balance_snapshot');
call allow('balance_snapshot', 'app_enterprise', 'select', 'enterprise_id = (select current_organisation())');
call allow('balance_snapshot', 'app_bureau', 'select',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('balance_snapshot', 'app_bank', 'select, insert', 'bank_id = (select current_bank())');
call allow('balance_snapshot', 'app_worker', 'select', 'true');
call allow('balance_snapshot', 'app_seed', 'select, insert, update', 'true');
