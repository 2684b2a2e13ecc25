-- Whose quota a case counts against: the tool of its product, and of that tool the bank's pool, else the pool of the area.
-- The ledger's writer reads this; the enterprise that chooses an offer sees no bank's pool and no withdrawn product.
grant select (id, facility_id) on loan_product to app_poster;
create policy app_poster on loan_product for select to app_poster using (true);
grant select (id, lft, rgt) on organisation to app_poster;
create policy app_poster on organisation for select to app_poster using (true);
