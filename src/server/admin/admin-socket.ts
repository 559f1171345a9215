import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import * as v from 'valibot';
import { withoutText } from '../http/errors.ts';
import type { Logger } from '../database/logger.ts';
import { makeDirectory } from '../database/pglite/sync-tree.ts';
import { withShortPath } from '../database/pglite/short-socket-path.ts';

// The operator's socket: a Unix socket in DATA_DIR that only the server's own user can open. That user can read the
// database's files as well, so the socket asks for no password. One JSON message in each direction, over HTTP because
// HTTP frames messages.

const name = 'admin.sock';
const longestInput = 64 * 1024 * 1024;

/** One command: its words, and the text of a file to import. */
export const adminRequest = v.object({ args: v.array(v.string()), input: v.optional(v.string()) });
export type AdminRequest = v.InferOutput<typeof adminRequest>;

/** What to print, and the exit code: 0 done, 1 could not be done, 2 not understood. */
export const adminAnswer = v.object({ lines: v.array(v.string()), exit: v.number() });
export type AdminAnswer = v.InferOutput<typeof adminAnswer>;

/**
 * Listens in `dataDir`. Of several processes the first one listens; the socket of a dead process is replaced.
 * @returns a function that stops listening
 */
export async function openAdminSocket(
  dataDir: string,
  answer: (request: AdminRequest) => Promise<AdminAnswer>,
  logger: Logger,
): Promise<() => Promise<void>> {
  makeDirectory(dataDir);
  if ((await askServer(dataDir, { args: ['ping'] })) !== undefined) return async () => undefined;
  rmSync(join(dataDir, name), { force: true });
  const server = createServer((incoming, reply) => {
    respond(incoming, answer)
      .catch((error: unknown): AdminAnswer => {
        logger.error({ failure: withoutText(error) }, 'a command of the operator failed');
        // The reader is the operator, who needs the message of the disk or the database.
        return { lines: [`That failed: ${error instanceof Error ? error.message : String(error)}`], exit: 1 };
      })
      .then((told) => reply.setHeader('content-type', 'application/json').end(JSON.stringify(told)))
      .catch(() => reply.destroy());
  });
  const previous = process.umask(0o177); // the socket is created with mode 0600
  try {
    await listen(server, dataDir);
  } finally {
    process.umask(previous);
  }
  chmodSync(join(dataDir, name), 0o600);
  server.unref();
  return async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    rmSync(join(dataDir, name), { force: true });
  };
}

const listen = (server: Server, dataDir: string): Promise<void> =>
  withShortPath(
    dataDir,
    name,
    (path) => new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve)),
  );

async function respond(
  incoming: IncomingMessage,
  answer: (request: AdminRequest) => Promise<AdminAnswer>,
): Promise<AdminAnswer> {
  const wanted = v.safeParse(adminRequest, JSON.parse(await read(incoming)));
  return wanted.success
    ? answer(wanted.output)
    : { lines: ['The command and the server are of different versions. Restart the server.'], exit: 1 };
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestInput) throw new Error('The file is larger than 64 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Sends one command to the server that runs on this data directory. @returns undefined when none runs */
export function askServer(dataDir: string, wanted: AdminRequest): Promise<AdminAnswer | undefined> {
  return withShortPath(
    dataDir,
    name,
    (socketPath) =>
      new Promise<AdminAnswer | undefined>((resolve, reject) => {
        const asking = request({ socketPath, method: 'POST', path: '/', agent: false }, (incoming) => {
          read(incoming)
            .then((text) => resolve(v.parse(adminAnswer, JSON.parse(text))))
            .catch(reject);
        });
        asking.once('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error),
        );
        asking.end(JSON.stringify(wanted));
      }),
  );
}
