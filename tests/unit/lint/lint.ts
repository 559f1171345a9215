import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');

interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly code?: string; readonly message: string }[];
}

/**
 * Lints each of `files` (a path from the project's root, and its code) under the project's own configuration, in a
 * folder of their own and all in one run.
 * @param flags `--type-aware` for the rules that need types, which take longer
 * @returns for each, in the order given, the rules that it breaks, as `plugin/rule`
 */
export function broken(files: readonly (readonly [file: string, code: string])[], ...flags: string[]): string[][] {
  const folder = mkdtempSync(path.join(tmpdir(), 'thon-so-lint-'));
  try {
    for (const part of ['.oxlintrc.json', 'scripts/lint', 'tsconfig.json', 'tsconfig'])
      cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [file, code] of files) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), code);
    }
    const { stdout, stderr, error } = spawnSync(process.execPath, [oxlint, '--format', 'json', ...flags], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (error || !stdout.startsWith('{'))
      throw new Error(`oxlint did not judge: ${error?.message ?? (stderr || stdout)}`);
    const { diagnostics } = JSON.parse(stdout) as Report;
    const unread = diagnostics.find(({ code }) => code === undefined);
    if (unread) throw new Error(`${unread.filename} could not be linted: ${unread.message}`);
    return files.map(([file]) =>
      diagnostics.filter(({ filename }) => filename === file).map(({ code }) => ruleName(code!)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `jsx-a11y(alt-text)` → `jsx-a11y/alt-text` */
const ruleName = (code: string): string => code.replace(/^eslint\((.*)\)$/, '$1').replace(/^(.*)\((.*)\)$/, '$1/$2');

/** The first module of a room, to import. */
export function moduleOf(room: string): string {
  if (/\.tsx?$/.test(room)) return room;
  const file = readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .sort()
    .find((name) => /\.(tsx?|json)$/.test(name) && !name.endsWith('.d.ts'));
  if (!file) throw new Error(`${room} has no module to import`);
  return path.posix.join(room, file);
}

export const hasModule = (room: string): boolean =>
  existsSync(path.join(root, room)) &&
  (/\.tsx?$/.test(room) ||
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).some((name) =>
      /\.(tsx?|json)$/.test(name),
    ));

/** `import` of `target` from `file`, as written there. */
export function specifier(file: string, target: string): string {
  const relative = path.posix.relative(path.posix.dirname(file), target);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
