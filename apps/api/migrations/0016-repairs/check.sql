select e.id from engagement e join engagement p on p.id = e.predecessor_id where p.status <> 'transferred';
