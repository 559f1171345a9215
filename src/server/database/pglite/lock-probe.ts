import { connect, type Socket } from 'node:net';

/** What was found behind a lock's socket. */
export interface Probe {
  readonly state: 'dead' | 'starting' | 'running' | 'unclear';
  readonly socket?: Socket;
}

const silence = 2000;

/**
 * Finds out whether a process listens on a lock's socket. The answer is "dead" only for a refused connection or a
 * missing socket. After any other failure a process may still be alive (another user's, stopped, withdrawing), so it
 * counts as alive.
 * @returns for a process that sent its first line, the open socket behind that line; the caller closes it
 */
export function probe(path: string): Promise<Probe> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let answered = false;
    const answer = (result: Probe): void => {
      if (answered) return;
      answered = true;
      clearTimeout(timer);
      if (!result.socket) socket.destroy();
      resolve(result);
    };
    // The system accepted the connection but the process did not: it is stopped or very busy, and still holds its files
    // open.
    const timer = setTimeout(() => answer({ state: 'running' }), silence);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      answer({ state: error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? 'dead' : 'unclear' }),
    );
    socket.once('end', () => answer({ state: 'unclear' }));
    readLine(socket, (line) => answer({ state: line === 'starting' ? 'starting' : 'running', socket }));
  });
}

// Reads by 'readable', which leaves the socket usable for its next owner; after pause() the next owner would get no
// data.
function readLine(socket: Socket, onLine: (line: string) => void): void {
  let text = Buffer.alloc(0);
  const onReadable = (): void => {
    for (let bytes = socket.read() as Buffer | null; bytes !== null; bytes = socket.read() as Buffer | null) {
      text = Buffer.concat([text, bytes]);
      const end = text.indexOf(10);
      if (end < 0) continue;
      socket.off('readable', onReadable);
      if (end + 1 < text.length) socket.unshift(text.subarray(end + 1));
      onLine(text.toString('utf8', 0, end));
      return;
    }
  };
  socket.on('readable', onReadable);
}
