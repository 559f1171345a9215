import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Uuid } from '../../src/lib/ids.ts';
import { hashOf } from '../../src/server/accounts/sessions/tokens.ts';
import { openDatabase } from '../../src/server/database/open-database.ts';
import type { Schema } from '../../src/server/database/schema.ts';
import { Child } from '../../tests/support/programs/child.ts';
import { freePort } from '../../tests/support/programs/free-port.ts';
import { kyselyTestStorage } from '../../tests/support/engines/kysely-test-storage.ts';
import type { Postgres } from '../../tests/support/engines/postgres.ts';
import { quietLogger } from '../../tests/support/quiet-logger.ts';

export interface Member {
  readonly enrolment: Uuid;
  readonly cookie: string;
  readonly village: Uuid;
  /** An address of its own, so that the limit of one address does not count them together. */
  readonly address: string;
}

/** The built server, in as many processes as wanted, on a new database with members in villages. */
export class ServerLoad {
  private constructor(
    readonly databaseUrl: string,
    readonly members: readonly Member[],
    private readonly ports: readonly number[],
    private readonly servers: readonly Child[],
    private readonly folder: string,
  ) {}

  static async start(
    postgres: Postgres,
    {
      processes,
      members,
      villages,
    }: { readonly processes: number; readonly members: number; readonly villages: number },
  ): Promise<ServerLoad> {
    const databaseUrl = await postgres.createDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'thon-so-load-'));
    const database = await openDatabase({ databaseUrl, dataDir: folder, logger: quietLogger });
    const { db } = await kyselyTestStorage(database);
    const made = await seedMembers(db, members, villages);
    await database.close();
    const ports: number[] = [];
    const servers: Child[] = [];
    for (let i = 0; i < processes; i++) {
      const port = await freePort();
      const env = {
        PORT: String(port),
        DATA_DIR: join(folder, String(i)),
        DATABASE_URL: databaseUrl,
        BACKUP_KEEP: '0',
        LOG_LEVEL: 'silent',
        TRUST_PROXY: '127.0.0.1,::1',
      };
      const server = new Child(process.execPath, ['dist/server/main.js'], env);
      ports.push(port);
      servers.push(server);
      await server.line('Thôn Số runs at');
    }
    return new ServerLoad(databaseUrl, made, ports, servers, folder);
  }

  /** One request, on a connection that is kept open, to the process whose turn it is. */
  ask(turn: number, member: Member, path: string, gzipped?: Buffer): Promise<{ status: number; text: string }> {
    const headers = {
      cookie: member.cookie,
      'x-forwarded-for': member.address,
      ...(gzipped
        ? { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': gzipped.length }
        : {}),
    };
    const port = this.ports[turn % this.ports.length];
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path: `/api/p/${member.enrolment}/${path}`,
          method: gzipped ? 'POST' : 'GET',
          headers,
          agent,
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer
            .on('data', (part: Buffer) => parts.push(part))
            .on('error', reject)
            .on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
        },
      );
      asked.on('error', reject).end(gzipped);
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const agent = new Agent({ keepAlive: true });

async function seedMembers(db: Kysely<Schema>, count: number, villages: number): Promise<Member[]> {
  const places = Array.from({ length: villages }, () => randomUUID());
  const members = Array.from({ length: count }, (_, i) => ({
    enrolment: randomUUID(),
    account: randomUUID(),
    village: places[i % villages]!,
    address: `10.0.${i >> 8}.${i & 255}`,
  }));
  const at = { created_at: 0 };
  await db
    .insertInto('area')
    .values(
      places.map((id) => ({
        id,
        kind: 'village' as const,
        code: null,
        prefix: 'thôn',
        name: id.slice(-4),
        aliases: '[]',
        parent: null,
      })),
    )
    .execute();
  await db
    .insertInto('village')
    .values(places.map((id) => ({ id })))
    .execute();
  await db
    .insertInto('account')
    .values(members.map(({ account }) => ({ id: account, name: 'Người thử', ...at })))
    .execute();
  await db
    .insertInto('account_grant')
    .values(
      members.map(({ account, village }) => ({
        id: randomUUID(),
        account,
        role: 'member',
        area: village,
        revoked_at: null,
        ...at,
      })),
    )
    .execute();
  const device = ({ enrolment, account }: (typeof members)[number]) => ({
    id: enrolment,
    account,
    public_key: '{}',
    session_hash: hashOf(`token-of-${enrolment}`),
    previous_hash: null,
    session_expires: Number.MAX_SAFE_INTEGER,
    ledger: null,
    last_contact: 0,
    revoked_at: null,
    ...at,
  });
  await db.insertInto('device').values(members.map(device)).execute();
  return members.map(({ enrolment, village, address }) => ({
    enrolment,
    village,
    address,
    cookie: `__Secure-s=token-of-${enrolment}`,
  }));
}
