import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { TlsFiles } from '../../../src/server/http/tls-files.ts';

/** A self-signed pair of files in `folder` for a host, as `openssl` makes it. */
export function makeTlsPair(folder: string, name: string, host = 'localhost'): TlsFiles {
  const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) };
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${host}`];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, '-keyout', files.key, '-out', files.cert, ...subject], { stdio: 'pipe' });
  return files;
}
