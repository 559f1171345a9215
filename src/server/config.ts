import { join } from 'node:path';
import type { TlsFiles } from './http/tls-files.ts';
import { err, ok, type Result } from '../lib/result.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded database; also of the demo's links. */
  readonly dataDir: string;
  /** A PostgreSQL to use instead of the embedded database. */
  readonly databaseUrl: string | undefined;
  /** What links start with, without a slash at the end. */
  readonly publicUrl: string;
  /** Addresses (CIDR, comma-separated) whose `X-Forwarded-For` counts; true: everybody's; false: nobody's. */
  readonly trustProxy: boolean | string;
  readonly logLevel: LogLevel;
  readonly backupDir: string;
  /** How many daily backups stay; 0: none are made. */
  readonly backupKeep: number;
  /** Certificate and key of a server that does TLS itself; undefined behind a proxy that does it. */
  readonly tls: TlsFiles | undefined;
  /** What `Authorization: Bearer …` must say to read /metrics from elsewhere; undefined: only this machine may. */
  readonly metricsToken: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Settings from environment variables (docs/operations.md).
 * @returns the settings, or one sentence for each value that cannot be meant
 */
export function readConfig(env: Env, defaults: { readonly dataDir?: string } = {}): Result<Config, readonly string[]> {
  const problems: string[] = [];
  const port = portIn(env['PORT'] || '8080', problems);
  const dataDir = env['DATA_DIR'] || (defaults.dataDir ?? './data');
  const tls = tlsIn(env, problems);
  const config: Config = {
    port,
    host: env['HOST'] || '0.0.0.0',
    dataDir,
    databaseUrl: databaseUrlIn(env['DATABASE_URL'], problems),
    publicUrl: publicUrlIn(env['PUBLIC_URL'] || `${tls ? 'https' : 'http'}://localhost:${port}`, tls !== undefined, problems),
    trustProxy: trustProxyIn(env['TRUST_PROXY']),
    logLevel: logLevelIn(env['LOG_LEVEL'] || 'warn', problems),
    backupDir: env['BACKUP_DIR'] || join(dataDir, 'backups'),
    backupKeep: backupKeepIn(env['BACKUP_KEEP'] || '14', problems),
    tls,
    metricsToken: metricsTokenIn(env['METRICS_TOKEN'], problems),
  };
  return problems.length > 0 ? err(problems) : ok(config);
}

function portIn(text: string, problems: string[]): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port;
  problems.push(`PORT must be a number from 0 to 65535, not "${text}".`);
  return 0;
}

// The address may hold a password, so no message repeats it.
function databaseUrlIn(text: string | undefined, problems: string[]): string | undefined {
  if (!text) return undefined;
  if (!/^postgres(ql)?:\/\//.test(text)) problems.push('DATABASE_URL must start with postgres:// or postgresql://.');
  return text;
}

function tlsIn(env: Env, problems: string[]): TlsFiles | undefined {
  const [cert, key] = [env['TLS_CERT'], env['TLS_KEY']];
  if (!cert && !key) return undefined;
  if (cert && key) return { cert, key };
  problems.push('TLS_CERT and TLS_KEY belong together: set both, or neither behind a proxy that does HTTPS.');
  return undefined;
}

function publicUrlIn(text: string, isTls: boolean, problems: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (isTls && url?.protocol === 'http:') {
    problems.push('PUBLIC_URL must start with https:// where TLS_CERT is set.');
    return '';
  }
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash) return url.origin;
  problems.push(`PUBLIC_URL must be an address like https://thonso.example.vn without a path, not "${text}".`);
  return '';
}

function trustProxyIn(text: string | undefined): Config['trustProxy'] {
  if (!text || text === 'false') return false;
  return text === 'true' || text;
}

function metricsTokenIn(text: string | undefined, problems: string[]): string | undefined {
  if (text && text.length < 16) problems.push('METRICS_TOKEN must have 16 characters or more. "openssl rand -hex 24" makes one.');
  return text || undefined;
}

function backupKeepIn(text: string, problems: string[]): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  problems.push(`BACKUP_KEEP must be a number of backups, 0 to make none, not "${text}".`);
  return 0;
}

function logLevelIn(text: string, problems: string[]): LogLevel {
  const level = logLevels.find((one) => one === text);
  if (!level) problems.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${text}".`);
  return level ?? 'info';
}
