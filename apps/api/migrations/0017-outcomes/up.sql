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

-- 放款回报: lists of loans a bank's office uploads. Each office reads its own; the worker reads the file and lays its rows
-- to cases, and a person of the office records them under the office's own rights.
create table outcome_batch (
  id uuid primary key,
  bank_id uuid not null,
  organisation_id uuid not null references organisation,
  -- Interval of the office: only cases of it and of offices below it are laid to its rows; a head office has all.
  unit_lo int not null,
  unit_hi int not null check (unit_hi > unit_lo),
  is_head_office boolean not null,
  -- Null where rows were pasted.
  file_name text check (length(file_name) between 1 and 200),
  sha256 bytea not null check (octet_length(sha256) = 32),
  status text not null check (status in ('uploaded', 'parsing', 'read', 'refused')),
  refusal text,
  attempt uuid,
  sheet_name text,
  -- Cells of the row that names the columns, and what they mean.
  heading jsonb not null default '[]' check (pg_column_size(heading) <= 262144),
  header jsonb,
  import_date date not null,
  rows_read int not null default 0,
  -- Rows laid to no case, removed after their time: the list then says how many there were.
  purged_rows int not null default 0,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  check ((status = 'refused') = (refusal is not null)),
  check (status <> 'read' or header is not null)
);
-- The same file from the same office opens the earlier batch, unless that was refused.
create unique index outcome_batch_same_file on outcome_batch (organisation_id, sha256) where status <> 'refused';
create index outcome_batch_recent on outcome_batch (organisation_id, created_at desc, id);

create table outcome_file (
  batch_id uuid primary key references outcome_batch on delete cascade,
  organisation_id uuid not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 20971520)
);

create table outcome_row (
  batch_id uuid not null references outcome_batch on delete cascade,
  organisation_id uuid not null,
  row int not null check (row >= 1),
  state text not null check (state in ('sure', 'doubtful', 'known', 'unmatched', 'faulty', 'recorded', 'rejected')),
  attempt uuid not null,
  -- Kept of faulty rows alone, for the workbook that goes back to be corrected.
  cells jsonb not null default '[]',
  loan jsonb,
  note_number text,
  faults jsonb not null default '[]',
  -- [{caseId, doubts}] of a row that waits for a person.
  candidates jsonb not null default '[]',
  engagement_id uuid references engagement,
  balance_recorded boolean not null default false,
  refusal text,
  decided_by_name text,
  decided_at timestamptz,
  note text check (length(note) <= 200),
  primary key (batch_id, row),
  check ((state = 'faulty') = (loan is null)),
  check (state not in ('sure', 'known', 'recorded') or engagement_id is not null)
);
create index outcome_row_state on outcome_row (batch_id, state, row);

do $$
declare target text;
begin
  foreach target in array array['outcome_batch', 'outcome_file', 'outcome_row'] loop
    call protect(target::regclass);
    call allow(target::regclass, 'app_bank',
      case when target = 'outcome_row' then 'select, update' else 'select, insert' end,
      'organisation_id = (select current_organisation())');
    call allow(target::regclass, 'app_worker',
      case when target = 'outcome_batch' then 'select, update'
           when target = 'outcome_file' then 'select, delete' else 'select, insert, update, delete' end, 'true');
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;
