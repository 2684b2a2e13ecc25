-- What a bank asks while it writes a rule: how many requests would fit. Banks read no requests, so a worker counts
-- and leaves numbers here; kept for a day.
create table rule_preview (
  id uuid primary key,
  bank_id uuid not null references organisation,
  account_id uuid not null references account,
  product_id uuid references loan_product,
  facility_id uuid not null references facility,
  rule jsonb not null check (pg_column_size(rule) <= 65536),
  asked_at timestamptz not null,
  -- {requests, eligible, change}: what may be shown, nothing below five.
  counts jsonb
);
create index rule_preview_asked on rule_preview (account_id, asked_at);
create index rule_preview_age on rule_preview (asked_at);

call protect('rule_preview');
call allow('rule_preview', 'app_bank', 'select, insert', 'bank_id = (select current_bank()) and account_id = (select current_account())');
call allow('rule_preview', 'app_worker', 'select, update, delete', 'true');
