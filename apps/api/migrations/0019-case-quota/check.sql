select p.tablename as relname from (values ('loan_product'), ('organisation')) as wanted (tablename)
left join pg_policies p on p.tablename = wanted.tablename and p.policyname = 'app_poster' where p.tablename is null;
