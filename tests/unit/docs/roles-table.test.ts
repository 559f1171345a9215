import { expect, it } from 'vitest';
import { endpoints } from '../../../src/domain/endpoints.ts';
import { actions, roleRules, roles } from '../../../src/domain/roles.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** docs/roles.md, made from the data that server and phone decide by. */
const page = (): string =>
  `# Who may do what

Made from \`src/domain/roles.ts\` and \`src/domain/endpoints.ts\`; \`npx vitest run --project unit tests/unit/docs -u\` writes it anew. A grant is a person, a role and an
area; it reaches the area and everything below it. A person may hold several.

## Actions

${table(['action', ...roles], actions.map((action) => [`\`${action}\``, ...roles.map((role) => (roleRules[role].may.includes(action) ? 'yes' : '–'))]))}

## Roles

${table(['role', 'granted for a', 'may invite, and take back from'], roles.map((role) => [role, roleRules[role].areas.join(', '), roleRules[role].invites.join(', ') || '–']))}

## Endpoints

Below \`/api/p/<enrolment>/\`. What each scope means is said in \`src/domain/endpoints.ts\`; \`tests/server/http/access.test.ts\` asks each of them as every role about every place.

${table(['endpoint', 'action', 'scope', 'refused as'], Object.values(endpoints).map((one) => [`\`${one.method} ${one.path}\``, one.action === undefined ? '–' : `\`${one.action}\``, one.scope, 'denied' in one ? one.denied : '–']))}
`;

it('docs/roles.md says what the data says', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/roles.md');
});
