select relname from pg_class where relname = 'timer' and not (relrowsecurity and relforcerowsecurity);
