select relname from pg_class
where relname in ('supervision_ladder', 'supervision_case', 'supervision_letter', 'supervision_letter_event')
  and not relforcerowsecurity;
