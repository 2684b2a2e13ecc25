select relname from pg_class where relname in ('balance_snapshot') and not relforcerowsecurity;
