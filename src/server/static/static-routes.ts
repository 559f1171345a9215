import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fileFor } from './file-for.ts';
import { readPublicPages, sendPublicPage } from './public-pages.ts';

/**
 * Serves the built files, compressed where the build made a .br and a .gz beside them.
 * @param publicUrl the beginning of links, without a slash at the end
 */
export async function staticRoutes(app: FastifyInstance, root: string, publicUrl: string): Promise<void> {
  const pages = readPublicPages(root, publicUrl);
  await app.register(fastifyStatic, {
    root,
    serve: false, // `fileFor` decides which file answers which path
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
    if (file === undefined) return void reply.callNotFound();
    const page = pages.get(file);
    if (!page) return void reply.sendFile(file);
    // What fails here is answered as an error, like a file that cannot be read.
    sendPublicPage(request, reply, page).catch((error: unknown) => void reply.send(error));
  });
  // Returns nothing: for a returned reply Fastify would wait once more per not-found handler it has passed.
  app.setNotFoundHandler((_request, reply) => void sayNotFound(reply, notFoundPage));
}

/** Files with hashed names never change; all others are revalidated each time (mostly 304). */
const cachingOf = (path: string): string =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';

function sayNotFound(reply: FastifyReply, page: boolean): FastifyReply {
  void reply.code(404);
  if (page) return reply.sendFile('404.html');
  return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send('404\n');
}
