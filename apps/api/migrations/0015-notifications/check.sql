select relname from pg_class
where relname in ('notice', 'notice_read', 'notice_setting', 'notice_mail') and not (relrowsecurity and relforcerowsecurity);
