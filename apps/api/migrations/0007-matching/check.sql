select relname from pg_class
where relname in ('match_result', 'match_input', 'matching_facts', 'match_product', 'match_state', 'match_run') and not relforcerowsecurity;
