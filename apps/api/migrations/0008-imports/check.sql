select id from import_batch where status = 'committed' and committed_at is null;
