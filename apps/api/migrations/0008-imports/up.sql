create table import_batch (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  unit_position int not null,
  file_name text not null check (length(file_name) between 1 and 200),
  sha256 bytea not null,
  size_bytes int not null,
  status text not null check (status in ('uploaded', 'parsing', 'staged', 'refused', 'committed', 'undone')),
  -- Why the whole workbook was refused: a code of the contract.
  refusal text,
  sheet_name text,
  header_row int,
  -- Columns as found: [{column, header, field|null, unit}], and those the clerk mapped by hand.
  columns jsonb not null default '[]',
  rows_read int not null default 0,
  rows_total int,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  committed_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz,
  version int not null default 1,
  check ((status = 'refused') = (refusal is not null))
);
-- The same file in the same bureau opens the earlier batch, unless that was undone or refused.
create unique index import_batch_same_file on import_batch (organisation_id, sha256) where status not in ('undone', 'refused');
create index import_batch_recent on import_batch (organisation_id, created_at desc, id);

-- The workbook lies in the database, so that any worker can resume it.
create table import_file (
  batch_id uuid primary key references import_batch on delete cascade,
  organisation_id uuid not null,
  bytes bytea not null check (octet_length(bytes) <= 20971520)
);

create table import_row (
  batch_id uuid not null references import_batch on delete cascade,
  organisation_id uuid not null,
  row int not null check (row >= 1),
  state text not null check (state in ('good', 'faulty', 'dropped', 'committed')),
  -- Cells as they stood in the sheet, by column, for editing and for the workbook of faulty rows.
  cells jsonb not null,
  need jsonb not null,
  faults jsonb not null default '[]',
  warnings jsonb not null default '[]',
  enterprise_id uuid,
  request_id uuid,
  created_enterprise boolean not null default false,
  primary key (batch_id, row)
);
create index import_row_state on import_row (batch_id, state, row);
create index import_row_request on import_row (request_id) where request_id is not null;

-- A header a clerk mapped once is known to her bureau from then on.
create table import_mapping (
  organisation_id uuid not null references organisation,
  header text not null check (length(header) between 1 and 100),
  field text not null,
  primary key (organisation_id, header)
);

call protect('import_batch');
call protect('import_file');
call protect('import_row');
call protect('import_mapping');
do $$
declare target text;
begin
  foreach target in array array['import_batch', 'import_file', 'import_row', 'import_mapping'] loop
    call allow(target::regclass, 'app_bureau', 'select, insert, update, delete', 'organisation_id = (select current_organisation())');
    call allow(target::regclass, 'app_worker', 'select, insert, update, delete', 'true');
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;
