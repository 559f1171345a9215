import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecipient } from './backup/sealed-file.ts';
import type { TlsFiles } from './http/tls-files.ts';
import { knownPushServices } from './reminders/push-services.ts';
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
  /** The beginning of links, without a slash at the end. */
  readonly publicUrl: string;
  /** Addresses (CIDR, comma-separated) whose `X-Forwarded-For` counts; true: everybody's; false: nobody's. */
  readonly trustProxy: boolean | string;
  readonly logLevel: LogLevel;
  readonly backupDir: string;
  /** How many daily backups are kept; 0: none are made. */
  readonly backupKeep: number;
  /** The public key (age1…) that backups are encrypted to; undefined: they are not. */
  readonly backupRecipient: string | undefined;
  /** The secret that the server signs and encrypts with, kept outside of the database; undefined: the one in it. */
  readonly serverSecret: string | undefined;
  /** The earlier secret is lost: accept this one. What only the earlier one decrypts stays unreadable. */
  readonly serverSecretReplaced: boolean;
  /** Certificate and key of a server that does TLS itself; undefined behind a proxy that does it. */
  readonly tls: TlsFiles | undefined;
  /** Whom the operators of push services can write to: mailto: or https: (VAPID, RFC 8292). */
  readonly pushContact: string;
  /** The push services that reminders may go to, as hosts; `*.` at the beginning stands for any subdomain. */
  readonly pushServices: readonly string[];
  /** What `Authorization: Bearer …` must say to read /metrics; undefined: nobody may. */
  readonly metricsToken: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Settings from environment variables (docs/operations.md).
 * @returns the settings, or one sentence for each invalid value
 */
export function readConfig(env: Env, defaults: { readonly dataDir?: string } = {}): Result<Config, readonly string[]> {
  const problems: string[] = [];
  const port = portIn(env['PORT'] || '8080', problems);
  const dataDir = env['DATA_DIR'] || (defaults.dataDir ?? './data');
  const tls = tlsIn(env, problems);
  const publicUrl = publicUrlIn(
    env['PUBLIC_URL'] || `${tls ? 'https' : 'http'}://localhost:${port}`,
    tls !== undefined,
    problems,
  );
  const config: Config = {
    port,
    host: env['HOST'] || '0.0.0.0',
    dataDir,
    databaseUrl: databaseUrlIn(env['DATABASE_URL'], problems),
    publicUrl,
    trustProxy: trustProxyIn(env['TRUST_PROXY']),
    logLevel: logLevelIn(env['LOG_LEVEL'] || 'warn', problems),
    backupDir: env['BACKUP_DIR'] || join(dataDir, 'backups'),
    backupKeep: backupKeepIn(env['BACKUP_KEEP'] || '14', problems),
    backupRecipient: recipientIn(env['BACKUP_RECIPIENT'], problems),
    serverSecret: serverSecretIn(env, problems),
    serverSecretReplaced: env['SERVER_SECRET_REPLACED'] === 'yes',
    tls,
    pushContact: pushContactIn(env['PUSH_CONTACT'], publicUrl, problems),
    pushServices: pushServicesIn(env['PUSH_SERVICES'], problems),
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

// The URL may contain a password, so no message repeats it.
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
  if (text && text.length < 16)
    problems.push('METRICS_TOKEN must have 16 characters or more. "openssl rand -hex 24" makes one.');
  return text || undefined;
}

/** The server's own address says who it is, unless it is one machine's alone. */
function pushContactIn(text: string | undefined, publicUrl: string, problems: string[]): string {
  const url = URL.canParse(text ?? '') ? new URL(text ?? '') : undefined;
  if (text && url?.protocol !== 'mailto:' && url?.protocol !== 'https:')
    problems.push(`PUSH_CONTACT must be an address like mailto:someone@example.vn or https://…, not "${text}".`);
  return text || (publicUrl.startsWith('https://') ? publicUrl : 'mailto:operator@localhost');
}

function pushServicesIn(text: string | undefined, problems: string[]): readonly string[] {
  if (!text) return knownPushServices;
  const hosts = text.split(',').map((host) => host.trim());
  for (const host of hosts.filter((one) => !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/.test(one)))
    problems.push(`PUSH_SERVICES must be hosts separated by commas, like push.example.vn, not "${host}".`);
  return hosts;
}

function backupKeepIn(text: string, problems: string[]): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  problems.push(`BACKUP_KEEP must be a number of backups, 0 to make none, not "${text}".`);
  return 0;
}

function recipientIn(text: string | undefined, problems: string[]): string | undefined {
  if (text && !isRecipient(text))
    problems.push('BACKUP_RECIPIENT must be a public key of age, which begins with age1. "age-keygen" makes one.');
  return text || undefined;
}

// A secret: no message repeats it.
function serverSecretIn(env: Env, problems: string[]): string | undefined {
  const [given, file] = [env['SERVER_SECRET'], env['SERVER_SECRET_FILE']];
  if (given && file) problems.push('SERVER_SECRET and SERVER_SECRET_FILE say the same thing: set one of them.');
  const text = file ? secretFrom(file, problems) : given;
  if (text !== undefined && text !== '' && text.length < 32)
    problems.push('The server\'s secret must have 32 characters or more. "openssl rand -hex 32" makes one.');
  return text || undefined;
}

function secretFrom(file: string, problems: string[]): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text === '') problems.push(`SERVER_SECRET_FILE ${file} is empty.`);
    return text;
  } catch (error) {
    problems.push(`SERVER_SECRET_FILE ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
    return undefined;
  }
}

function logLevelIn(text: string, problems: string[]): LogLevel {
  const level = logLevels.find((one) => one === text);
  if (!level) problems.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${text}".`);
  return level ?? 'info';
}
