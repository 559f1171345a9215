import { connect, type Socket } from 'node:net';

export interface Probe {
  readonly state: 'dead' | 'starting' | 'running' | 'unclear';
  readonly socket?: Socket;
}

const silence = 2000;

/**
 * Asks who listens on a lock's socket. Only a refused connection, or a socket that is gone, is dead: whatever else goes
 * wrong, a process may be alive behind it (another user's, stopped, just withdrawing), and then it is not dead.
 * @returns for a process that greeted, the open socket after its first line; the caller closes it
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
    // Accepted by the system but not by the process: it is stopped or very busy, and it holds its files open.
    const timer = setTimeout(() => answer({ state: 'running' }), silence);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      answer({ state: error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? 'dead' : 'unclear' }),
    );
    socket.once('end', () => answer({ state: 'unclear' }));
    readLine(socket, (line) => answer({ state: line === 'starting' ? 'starting' : 'running', socket }));
  });
}

// By 'readable', which leaves the socket as if nobody had listened yet; after pause() its next owner would hear nothing.
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
