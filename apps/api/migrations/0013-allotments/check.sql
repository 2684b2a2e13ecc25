select id from allotment where state = 'posted' and needs_second and decided_by is null;
