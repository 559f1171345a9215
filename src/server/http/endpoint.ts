import type { EndpointName } from '../../domain/access/endpoints.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's row in the table of endpoints (src/domain/access/endpoints.ts). */
    endpoint?: EndpointName;
  }
}

/** Route options that name the endpoint of the table: `app.get('/me', is('me'), …)`. */
export const is = (endpoint: EndpointName): { readonly config: { readonly endpoint: EndpointName } } => ({
  config: { endpoint },
});
