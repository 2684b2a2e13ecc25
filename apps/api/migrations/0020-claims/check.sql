select c.id from claim c join claim_batch b on b.id = c.batch_id
where c.facility_id <> b.facility_id or c.bank_id <> b.bank_id or c.pool_id <> b.pool_id;
