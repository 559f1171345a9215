import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { joinFragment } from '../../protocol/accounts/join.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { createInvitation, findInvitation } from '../accounts/invitations.ts';
import { newToken } from '../accounts/sessions/tokens.ts';
import { demoPeople } from './demo-people.ts';

const century = 100 * 365 * 24 * 60 * 60 * 1000;

const tokens = v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)));

/**
 * A link a role that signs in as often as wanted. The tokens lie in a file that only the server's user can read,
 * because the database has hashes only; links stay the same as long as the file does.
 * @returns lines `<role> <url>`
 */
export async function demoLinks(deps: AccountDeps, dataDir: string, publicUrl: string): Promise<string[]> {
  const tokenByRole = keptTokens(deps, dataDir);
  const lines: string[] = [];
  for (const person of demoPeople.filter(({ linked }) => linked)) {
    const token = tokenByRole[person.key] ?? '';
    if (!(await findInvitation(deps, { token }))) {
      const { role, area, name, account } = person;
      await createInvitation(deps, {
        role,
        area,
        name,
        account,
        token,
        reusable: true,
        expires: deps.clock.now() + century,
      });
    }
    lines.push(`${person.key} ${publicUrl}/join${joinFragment(token)}`);
  }
  return lines;
}

function keptTokens({ random }: AccountDeps, dataDir: string): Record<string, string> {
  const file = join(dataDir, 'demo-links.json');
  const kept = existsSync(file) ? v.parse(tokens, JSON.parse(readFileSync(file, 'utf8'))) : {};
  const all = Object.fromEntries(
    demoPeople.filter(({ linked }) => linked).map(({ key }) => [key, kept[key] ?? newToken(random)]),
  );
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600); // `mode` counts only for a file that was not there
  renameSync(`${file}.new`, file);
  return all;
}
