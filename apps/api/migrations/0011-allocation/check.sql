select relname from pg_class
where relname in ('allocation_plan', 'allocation_input', 'allocation_request', 'allocation_product', 'allocation_pool')
  and not relforcerowsecurity;
