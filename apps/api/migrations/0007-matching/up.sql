-- One packed row per request: [[productId, productVersion, verdict, score, clause, contributions, missing], ...]
-- with trailing blanks left out, under one policy and engine version. A product of the catalogue that is not listed
-- does not fit: of a thousand products nearly all do not, and their lines would be most of the row. Explained on
-- demand from the same inputs, which facts_digest and catalogue_revision identify.
create table match_result (
  request_id uuid primary key references financing_request on delete cascade,
  enterprise_id uuid not null,
  unit_position int not null,
  content_version int not null,
  facts_digest text not null,
  catalogue_revision text not null,
  policy_version text not null,
  engine_version text not null,
  as_of date not null,
  judged_count int not null,
  eligible_count int not null check (eligible_count >= 0),
  needs_information_count int not null check (needs_information_count >= 0),
  unavailable_count int not null check (unavailable_count >= 0),
  results jsonb not null,
  computed_at timestamptz not null
);
create index match_result_unit on match_result (unit_position);

-- What matching knows of banks and facilities, filled by its consumers; an unknown tier gives neutral points.
create table matching_facts (
  kind text not null check (kind in ('bank_responsiveness', 'facility_headroom')),
  subject_id uuid not null,
  tier int not null check (tier between 0 and 3),
  version int not null default 1,
  updated_at timestamptz not null,
  primary key (kind, subject_id)
);

call protect('match_result');
call protect('matching_facts');
call allow('match_result', 'app_enterprise', 'select', 'enterprise_id = (select current_organisation())');
call allow('match_result', 'app_bureau', 'select',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('match_result', 'app_worker', 'select, insert, update, delete', 'true');
call allow('matching_facts', 'app_enterprise', 'select', 'true');
call allow('matching_facts', 'app_bureau', 'select', 'true');
call allow('matching_facts', 'app_worker', 'select, insert, update', 'true');
call allow('matching_facts', 'app_seed', 'select, insert', 'true');
call allow('match_result', 'app_seed', 'select, insert, update', 'true');
