select request_id from match_result where jsonb_typeof(results) <> 'array';
