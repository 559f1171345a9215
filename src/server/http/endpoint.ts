import type { EndpointName } from '../../domain/endpoints.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which row of the table of endpoints a route is (src/domain/endpoints.ts). */
    endpoint?: EndpointName;
  }
}

/** A signed-in person's route says which endpoint of the table it is: `app.get('/me', is('me'), …)`. */
export const is = (endpoint: EndpointName): { readonly config: { readonly endpoint: EndpointName } } => ({ config: { endpoint } });
