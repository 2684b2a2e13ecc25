select relname from pg_class
where relname in ('balance_snapshot', 'outcome_batch', 'outcome_file', 'outcome_row')
  and not relforcerowsecurity;
