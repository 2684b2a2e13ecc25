import net from 'node:net';

/** The port asked for if nothing listens there, else one the system hands out. */
export async function freePort(wanted = 0) {
  return (await tryPort(wanted)) ?? (await tryPort(0));
}

/** Whether a program could listen there now. */
export async function isPortFree(port, host = '127.0.0.1') {
  return (await tryPort(port, host)) !== undefined;
}

function tryPort(wanted, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, host, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
