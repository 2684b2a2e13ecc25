select relname from pg_class
where relname in ('webhook_endpoint', 'webhook_delivery') and not (relrowsecurity and relforcerowsecurity);
