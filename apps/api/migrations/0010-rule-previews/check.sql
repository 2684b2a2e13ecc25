select relname from pg_class where relname = 'rule_preview' and not relforcerowsecurity;
