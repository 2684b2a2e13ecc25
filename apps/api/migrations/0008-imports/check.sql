select id from import_batch where status in ('committed', 'undone') and committed_at is null;
