import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { villagePagePath, type PublicVillage } from '../../../../protocol/village-page.ts';
import { openVillage, remembered, type OpenVillage } from '../../../village-page/pages.ts';
import {
  missingHtml,
  posterHtml,
  villageHtml,
  type PageLanguage,
  type Site,
} from '../../../village-page/village-html.ts';
import type { AppDeps } from '../../deps.ts';
import { compressed, encodingFor } from '../../compress.ts';
import { refuse } from '../../problems.ts';
import { createRateLimits } from '../../rate-limits.ts';

/** The public pages of villages: no session, nothing to fill in, no script needed. */
export function publicVillagePages(app: FastifyInstance, deps: AppDeps): void {
  const limits = createRateLimits(app, deps.limits);

  const show =
    (language: PageLanguage, draw: (village: OpenVillage, site: Site) => string) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const wait = await limits.address(request);
      if (wait !== undefined)
        return reply.code(429).header('retry-after', wait).type('text/plain; charset=utf-8').send('429\n');
      const village = await openVillage(deps, slugIn(request));
      if (!village) return sendHtml(request, reply.code(404), missingHtml(language));
      return sendHtml(request, reply, draw(village, { language, publicUrl: deps.publicUrl }));
    };
  for (const language of ['vi', 'en'] as const) {
    const path = `${language === 'en' ? '/en' : ''}${villagePagePath(':slug')}`;
    app.get(path, show(language, villageHtml));
    app.get(`${path}/poster`, show(language, posterHtml));
  }
}

/** GET villages/<slug>: by it a phone that remembers a village learns what has changed. */
export function publicVillageRoute(app: FastifyInstance, deps: AppDeps): void {
  app.get('/villages/:slug', async (request, reply) => {
    const village = await openVillage(deps, slugIn(request));
    if (!village) return refuse(reply, { error: 'notFound' });
    return remembered(village) satisfies PublicVillage;
  });
}

const slugIn = (request: FastifyRequest): string => (request.params as { readonly slug: string }).slug;

/** Revalidated each time: an announcement that has ended must not stay. */
async function sendHtml(request: FastifyRequest, reply: FastifyReply, html: string): Promise<FastifyReply> {
  const etag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ 'cache-control': 'no-cache', vary: 'Accept-Encoding' });
  if (reply.statusCode === 200) {
    void reply.header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  }
  void reply.type('text/html; charset=utf-8');
  const encoding = encodingFor(request.headers['accept-encoding']);
  if (encoding === undefined) return reply.send(html);
  return reply.header('content-encoding', encoding).send(await compressed(html, encoding));
}
