select id from engagement where disbursed_fen > 0 and approved_fen is null;
