select a.id from organisation a join organisation b on a.kind = b.kind and a.lft < b.lft and b.lft < a.rgt and b.rgt > a.rgt;
