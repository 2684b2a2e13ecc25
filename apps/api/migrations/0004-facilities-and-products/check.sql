select id from loan_product where status = 'published' and published_at is null;
