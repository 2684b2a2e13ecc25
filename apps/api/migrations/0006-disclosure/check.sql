select id from consent where given_how = 'paper' and paper_id is null;
