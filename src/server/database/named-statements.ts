import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

// A statement may begin with its name in a comment.
const nameIn = /^\s*\/\* (\w+) \*\//;

/**
 * The pool, where a statement with a name is prepared once a connection: PostgreSQL parses it once, and plans it anew
 * only while that pays (decision 191). The text under a name must always be the same.
 */
export function namingStatements(pool: pg.Pool): PostgresPool {
  // Kysely keeps its connections by their client.
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? named(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

const named = (client: pg.PoolClient): PostgresPoolClient => ({
  query: ((text: string, values: readonly unknown[]) => {
    const name = nameIn.exec(text)?.[1];
    return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    // The other overload takes a cursor; Kysely needs it for streaming only, which the server does not use.
  }) as unknown as PostgresPoolClient['query'],
  release: () => client.release(),
});
