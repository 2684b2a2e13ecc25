select relname from pg_class
where relname in ('quota_pool', 'quota_hold', 'quota_entry', 'quota_exception') and not relforcerowsecurity;
