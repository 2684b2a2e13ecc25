select id from financing_request where content_version < 1;
