select relname from pg_class
where relname in ('outbox_event', 'outbox_delivery', 'command_receipt') and not (relrowsecurity and relforcerowsecurity);
