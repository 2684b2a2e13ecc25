select relname from pg_class
where relname in ('statement', 'statement_file', 'statement_item') and not relforcerowsecurity;
