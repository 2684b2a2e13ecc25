import pg from 'pg';

const UPDATE = { name: 'bench-update', text: 'update bench_row set amount = amount + 1 where id = $1' };

/** The limit of any design that commits each transfer by itself: prepared single-row updates, a connection per client. */
export class SingleRowUpdate {
  static async open(url, clients) {
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`create table if not exists bench_row (id int primary key, amount bigint not null)
      with (fillfactor = 40, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`);
    const connections = Array.from({ length: clients }, () => new pg.Client({ connectionString: url }));
    await Promise.all(connections.map((connection) => connection.connect()));
    return new SingleRowUpdate(admin, connections);
  }

  constructor(admin, connections) {
    this.admin = admin;
    this.connections = connections;
  }

  /** Updates a second by the first `clients` connections on `rows` rows. */
  async perSecond({ clients, rows, ms }) {
    await this.admin.query('truncate bench_row');
    await this.admin.query('insert into bench_row select at, 0 from generate_series(1, $1::int) as at', [
      rows,
    ]);
    await this.admin.query('vacuum bench_row');
    let done = 0;
    const began = performance.now();
    const end = began + ms;
    await Promise.all(
      this.connections.slice(0, clients).map(async (connection) => {
        while (performance.now() < end) {
          await connection.query({ ...UPDATE, values: [1 + Math.floor(Math.random() * rows)] });
          done += 1;
        }
      }),
    );
    return (done * 1_000) / (performance.now() - began);
  }

  async close() {
    await Promise.all([...this.connections, this.admin].map((connection) => connection.end()));
  }
}
