import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The project's own configuration, without the rules that need types: the files linted here exist in memory only and
 * belong to no tsconfig.
 */
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked as never });

/** Lints `code` as if it stood in `file` (relative to the project). @returns the ids of the rules it breaks */
export async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  const fatal = result?.messages.find((message) => message.fatal);
  if (!result || fatal) throw new Error(`${file} could not be linted: ${fatal?.message ?? 'ignored'}`);
  return result.messages.map((message) => message.ruleId ?? message.message);
}

/** The rooms that the configuration has a rule for, as paths from the project's root. */
export async function zoneTargets(): Promise<string[]> {
  const config = (await eslint.calculateConfigForFile(path.join(root, 'src/domain/day.ts'))) as { rules: Record<string, [unknown, { zones: { target: string }[] }]> };
  return config.rules['import-x/no-restricted-paths']![1].zones.map(({ target }) => target.replace('./', ''));
}

/** The first module of a room, to import. Rule: what does not resolve is not judged, so it must exist. */
export function moduleOf(room: string): string {
  if (/\.tsx?$/.test(room)) return room;
  const file = readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .sort()
    .find((name) => /\.(tsx?|json)$/.test(name) && !name.endsWith('.d.ts'));
  if (!file) throw new Error(`${room} has no module to import`);
  return path.posix.join(room, file);
}

export const hasModule = (room: string): boolean =>
  existsSync(path.join(root, room)) && (/\.tsx?$/.test(room) || readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).some((name) => /\.(tsx?|json)$/.test(name)));

/** `import` of `target` from `file`, as written there. */
export function specifier(file: string, target: string): string {
  const relative = path.posix.relative(path.posix.dirname(file), target);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
