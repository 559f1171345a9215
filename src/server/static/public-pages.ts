import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodingFor } from '../http/compress.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

// The links in which search engines take whole addresses only (scripts/build/html.ts writes them without an origin).
const ownAddresses = /(<link rel="(?:canonical"|alternate" hreflang="[^"]*") href=")(?=\/)/g;

/** A built page whose links to itself and its other languages begin with the server's public address. */
export interface PublicPage {
  readonly html: Buffer;
  readonly etag: string;
  /** The page in that encoding, compressed once. */
  readonly encoded: (encoding: 'br' | 'gzip') => Promise<Buffer>;
}

/**
 * The pages below `root` that name their own address, by file (`guides/x/index.html`): the build does not know where
 * its pages will be served.
 * @param publicUrl the beginning of links, without a slash at the end
 */
export function readPublicPages(root: string, publicUrl: string): ReadonlyMap<string, PublicPage> {
  const pages = new Map<string, PublicPage>();
  if (!existsSync(root)) return pages;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name !== 'index.html') continue;
    const path = join(entry.parentPath, entry.name);
    const built = readFileSync(path, 'utf8');
    const filled = built.replaceAll(ownAddresses, (link) => `${link}${publicUrl}`);
    if (filled !== built) pages.set(relative(root, path).split(sep).join('/'), publicPage(Buffer.from(filled)));
  }
  return pages;
}

function publicPage(html: Buffer): PublicPage {
  const made: Partial<Record<'br' | 'gzip', Promise<Buffer>>> = {};
  const make = (encoding: 'br' | 'gzip'): Promise<Buffer> =>
    encoding === 'br'
      ? toBrotli(html, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: html.length },
        })
      : toGzip(html, { level: 9 });
  return {
    html,
    etag: `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`,
    encoded: (encoding) => (made[encoding] ??= make(encoding)),
  };
}

/** Answers with the page as the browser takes it; 304 where it has this very one. */
export async function sendPublicPage(request: FastifyRequest, reply: FastifyReply, page: PublicPage): Promise<void> {
  void reply.headers({ 'cache-control': 'no-cache', vary: 'Accept-Encoding', etag: page.etag });
  if (request.headers['if-none-match'] === page.etag) return void reply.code(304).send();
  const encoding = encodingFor(request.headers['accept-encoding']);
  void reply.type('text/html; charset=utf-8');
  if (encoding === undefined) return void reply.send(page.html);
  void reply.header('content-encoding', encoding).send(await page.encoded(encoding));
}
