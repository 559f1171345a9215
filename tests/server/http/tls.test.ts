import { X509Certificate } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { readConfig } from '../../../src/server/config.ts';
import { createHttpServer } from '../../../src/server/http/app.ts';
import { followTlsFiles, type TlsFiles } from '../../../src/server/http/tls-files.ts';
import { makeTlsPair } from '../../support/programs/tls-pair.ts';
import { seeded } from '../../support/seeded.ts';

const folder = mkdtempSync(join(tmpdir(), 'thon-so-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a server that does TLS itself', () => {
  let first: TlsFiles;
  let renewed: TlsFiles;
  beforeAll(() => {
    first = makeTlsPair(folder, 'first');
    renewed = makeTlsPair(folder, 'renewed');
  });

  const used = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const use = (pair: TlsFiles): void => {
    copyFileSync(pair.cert, used.cert);
    copyFileSync(pair.key, used.key);
  };
  let app: FastifyInstance;
  let look: () => void;
  let unfollow: () => void;
  const logged: string[] = [];

  beforeEach(async () => {
    use(first);
    logged.length = 0;
    app = createHttpServer({ random: seeded(1), trustProxy: false, logLevel: 'silent', tls: used });
    app.get('/', () => ({ ok: true }));
    await app.listen({ port: 0, host: '127.0.0.1' });
    const log = (_details: object, message: string): void => void logged.push(message);
    const schedule = (_millis: number, task: () => void) => ((look = task), () => undefined);
    unfollow = followTlsFiles(app.server, used, schedule, { info: log, warn: log, error: log });
  });
  afterEach(async () => {
    unfollow();
    await app.close();
  });

  /** Who answers, as a client that trusts both certificates sees it. */
  const whoAnswers = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const ca = [first, renewed].map(({ cert }) => readFileSync(cert));
      get(
        {
          host: '127.0.0.1',
          servername: 'localhost',
          port: (app.server.address() as AddressInfo).port,
          ca,
          agent: false,
        },
        (answer) => {
          const { raw } = (answer.socket as TLSSocket).getPeerCertificate();
          answer.resume().once('end', () => resolve(`${answer.statusCode} ${new X509Certificate(raw).subject}`));
        },
      ).once('error', reject);
    });

  it('takes up a renewed certificate without a restart', async () => {
    expect(await whoAnswers()).toBe('200 CN=first');
    look();
    expect(await whoAnswers()).toBe('200 CN=first');
    use(renewed);
    look();
    expect(await whoAnswers()).toBe('200 CN=renewed');
    expect(logged).toEqual(['Took up the renewed certificate.']);
  });

  it('keeps the old one while the new files are half there or wrong, and says so once', async () => {
    copyFileSync(renewed.cert, used.cert);
    look();
    look();
    expect(await whoAnswers()).toBe('200 CN=first');
    writeFileSync(used.cert, '');
    look();
    expect(await whoAnswers()).toBe('200 CN=first');
    rmSync(used.key);
    look();
    expect(logged).toEqual(['The renewed certificate cannot be used; the old one stays.']);
    use(renewed);
    look();
    expect(await whoAnswers()).toBe('200 CN=renewed');
  });

  it('does not start with files that cannot be meant, and says why in one sentence', () => {
    const start = (tls: TlsFiles) => () =>
      createHttpServer({ random: seeded(1), trustProxy: false, logLevel: 'silent', tls });
    expect(start({ ...first, cert: join(folder, 'none.pem') })).toThrow(
      /^TLS_CERT \S+none\.pem cannot be read \(ENOENT\)\.$/,
    );
    expect(start({ cert: first.cert, key: renewed.key })).toThrow(
      'TLS_CERT and TLS_KEY are no certificate and key that belong together',
    );
    expect(start({ cert: first.key, key: first.key })).toThrow(
      'TLS_CERT and TLS_KEY are no certificate and key that belong together',
    );
  });
});

describe('the settings of TLS', () => {
  const both = { TLS_CERT: '/c', TLS_KEY: '/k' };

  it('make links begin with https', () => {
    const config = readConfig({ ...both, PORT: '8443' });
    expect(config).toMatchObject({
      ok: true,
      value: { tls: { cert: '/c', key: '/k' }, publicUrl: 'https://localhost:8443' },
    });
    expect(readConfig({})).toMatchObject({ ok: true, value: { tls: undefined, publicUrl: 'http://localhost:8080' } });
  });

  it('that contradict each other are named in one sentence each', () => {
    expect(readConfig({ TLS_KEY: '/k' })).toEqual({
      ok: false,
      error: ['TLS_CERT and TLS_KEY belong together: set both, or neither behind a proxy that does HTTPS.'],
    });
    expect(readConfig({ ...both, PUBLIC_URL: 'http://thonso.example.vn' })).toEqual({
      ok: false,
      error: ['PUBLIC_URL must start with https:// where TLS_CERT is set.'],
    });
    expect(readConfig({ ...both, PUBLIC_URL: 'https://thonso.example.vn/app' })).toMatchObject({
      ok: false,
      error: [expect.stringContaining('without a path')],
    });
  });
});
