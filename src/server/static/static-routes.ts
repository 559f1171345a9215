import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fileFor } from './file-for.ts';

/** Serves the built files; the build made a .br and a .gz beside each one worth it. */
export async function staticRoutes(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    serve: false, // which file answers which path is decided by `fileFor`
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      reply.setHeader('cache-control', cachingOf(path));
      reply.setHeader('vary', 'Accept-Encoding');
    },
  });
  const notFoundPage = existsSync(join(root, '404.html'));
  app.get('/*', (request, reply) => {
    const file = fileFor(request.url);
    if (file === undefined) reply.callNotFound();
    else void reply.sendFile(file);
  });
  // Nothing is returned: Fastify would wait for the reply once more for each handler it has passed.
  app.setNotFoundHandler((_request, reply) => void sayNotFound(reply, notFoundPage));
}

/** Hashed names never change their content; everything else is asked for again each time (304 mostly). */
const cachingOf = (path: string): string => (/[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');

function sayNotFound(reply: FastifyReply, page: boolean): FastifyReply {
  void reply.code(404);
  if (page) return reply.sendFile('404.html');
  return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send('404\n');
}
