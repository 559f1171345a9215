import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cardPath, type CardsResponse } from '../../../protocol/accounts/card.ts';
import { cardsFor, createCardSigner, visitorOf, type CardSigner } from '../../card/cards.ts';
import { secretsOf } from '../../accounts/server-secret.ts';
import type { AccountDeps } from '../../accounts/deps.ts';
import { cardCss, cardPage, type CardLanguage } from '../../card/card-page.ts';
import type { AppDeps } from '../deps.ts';
import { is } from '../endpoint.ts';
import { createRateLimits } from '../rate-limits.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** GET cards: what the member's phone shows as a QR code. */
export function cardsRoute(app: FastifyInstance, deps: PersonalDeps): void {
  let signer: Promise<CardSigner> | undefined;
  app.get('/cards', is('cards'), async (request): Promise<CardsResponse> =>
    cardsFor(deps, await (signer ??= signerOf(deps)), sessionIn(request)),
  );
}

/** The page behind the QR code, for a resident's camera: no session, no script, nothing to fill in. */
export async function cardPages(app: FastifyInstance, deps: AppDeps): Promise<void> {
  const limits = createRateLimits(app, deps.limits);
  const signer = await signerOf(deps);

  const show =
    (language: CardLanguage) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const { token } = request.params as { token: string };
      const wait = await limits.address(request);
      if (wait !== undefined)
        return reply.code(429).header('retry-after', wait).type('text/plain; charset=utf-8').send('429\n');
      const visitor = await visitorOf(deps, signer, token);
      const path = cardPath(encodeURIComponent(token));
      void reply
        .code(typeof visitor === 'object' ? 200 : 404)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8');
      return reply.send(cardPage(visitor, language, language === 'vi' ? `/en${path}` : path));
    };
  app.get('/the/:token', show('vi'));
  app.get('/en/the/:token', show('en'));
  app.get(
    '/the.css',
    (_request, reply) =>
      void reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(cardCss),
  );
}

const signerOf = async (deps: AccountDeps): Promise<CardSigner> => createCardSigner((await secretsOf(deps)).current);
