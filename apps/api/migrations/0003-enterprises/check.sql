select id from enterprise where unit_position < 1;
