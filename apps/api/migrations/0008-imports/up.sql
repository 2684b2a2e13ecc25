create table import_batch (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- Interval of the importing bureau: an enterprise that reports outside it cannot be imported by it.
  unit_lo int not null,
  unit_hi int not null check (unit_hi > unit_lo),
  -- Six digits of the bureau's province, by which an ambiguous county is read; empty for the nation.
  province text not null check (province ~ '^(\d{6})?$'),
  file_name text not null check (length(file_name) between 1 and 200),
  sha256 bytea not null check (octet_length(sha256) = 32),
  size_bytes int not null check (size_bytes between 1 and 20971520),
  status text not null check (status in ('uploaded', 'parsing', 'staged', 'refused', 'committed', 'undone')),
  -- Why the whole workbook was refused: a code of the contract.
  refusal text,
  -- The staging under way: a later one takes over, and the earlier one's writes find no batch.
  attempt uuid,
  sheet_name text,
  -- Rows of the sheet down to its header, and what the header means: cells are read again by it after an edit.
  heading jsonb not null default '[]' check (pg_column_size(heading) <= 262144),
  header jsonb,
  import_date date not null,
  rows_read int not null default 0,
  rows_total int,
  -- What became of the corrected rows uploaded last: {mergedRows, unknownRows, refusal}.
  corrections jsonb,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  committed_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz,
  version int not null default 1 check (version >= 1),
  check ((status = 'refused') = (refusal is not null)),
  check (status not in ('staged', 'committed', 'undone') or header is not null)
);
-- The same file in the same bureau opens the earlier batch, unless that was undone or refused.
create unique index import_batch_same_file on import_batch (organisation_id, sha256) where status not in ('undone', 'refused');
create index import_batch_recent on import_batch (organisation_id, created_at desc, id);

-- The workbook lies in the database, so that any worker can resume it; corrections wait until they are merged.
create table import_file (
  batch_id uuid not null references import_batch on delete cascade,
  kind text not null check (kind in ('survey', 'corrections')),
  organisation_id uuid not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 20971520),
  primary key (batch_id, kind)
);

create table import_row (
  batch_id uuid not null references import_batch on delete cascade,
  organisation_id uuid not null,
  row int not null check (row >= 1),
  state text not null check (state in ('good', 'faulty', 'dropped', 'committed', 'undone')),
  attempt uuid not null,
  -- Cells by column of the survey, as uploaded or edited; those of columns nobody recognised by their place.
  cells jsonb not null,
  rest jsonb not null default '{}',
  -- {field: text} the clerk changed: kept apart, so that reading the file again loses nothing.
  edits jsonb not null default '{}',
  need jsonb not null,
  faults jsonb not null default '[]',
  warnings jsonb not null default '[]',
  enterprise_id uuid,
  request_id uuid,
  created_enterprise boolean not null default false,
  version int not null default 1 check (version >= 1),
  primary key (batch_id, row),
  check ((state in ('committed', 'undone')) = (request_id is not null))
);
create index import_row_state on import_row (batch_id, state, row);
create index import_row_uscc on import_row (batch_id, (need ->> 'uscc'));

-- A title a clerk mapped once is known to her bureau from then on; null leaves the column out.
create table import_mapping (
  organisation_id uuid not null references organisation,
  title text not null check (length(title) between 1 and 200),
  field text,
  primary key (organisation_id, title)
);

call protect('import_batch');
call protect('import_file');
call protect('import_row');
call protect('import_mapping');
call allow('import_batch', 'app_bureau', 'select, insert, update', 'organisation_id = (select current_organisation())');
call allow('import_file', 'app_bureau', 'select, insert, update, delete', 'organisation_id = (select current_organisation())');
call allow('import_row', 'app_bureau', 'select, update', 'organisation_id = (select current_organisation())');
call allow('import_mapping', 'app_bureau', 'select, insert, update', 'organisation_id = (select current_organisation())');
call allow('import_batch', 'app_worker', 'select, update', 'true');
call allow('import_file', 'app_worker', 'select, delete', 'true');
call allow('import_row', 'app_worker', 'select, insert, update, delete', 'true');
call allow('import_mapping', 'app_worker', 'select', 'true');
do $$
declare target text;
begin
  foreach target in array array['import_batch', 'import_file', 'import_row', 'import_mapping'] loop
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;
