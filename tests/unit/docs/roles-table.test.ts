import { expect, it } from 'vitest';
import { endpoints, type Endpoint, type EndpointName } from '../../../src/domain/access/endpoints.ts';
import { passkeyRules, type PasskeyRule } from '../../../src/domain/access/passkey-rules.ts';
import { actions, roleRules, roles } from '../../../src/domain/access/roles.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const actionTable = table(
  ['action', ...roles],
  actions.map((action) => [
    `\`${action}\``,
    ...roles.map((role) => (roleRules[role].may.includes(action) ? 'yes' : '–')),
  ]),
);

const roleTable = table(
  ['role', 'granted for a', 'may invite, and take back from'],
  roles.map((role) => [role, roleRules[role].areas.join(', '), roleRules[role].invites.join(', ') || '–']),
);

const withoutPasskey: Readonly<Record<PasskeyRule, string>> = {
  never: 'goes on',
  always: 'refused',
  highRole: 'refused for officers and administrators',
  othersPhone: "refused for another person's phone",
  shorter: 'refused where rows are kept for a shorter time',
  notTheFirst: 'goes on: it is the first one',
};
const ruleOf = (name: EndpointName): string =>
  name in passkeyRules ? withoutPasskey[passkeyRules[name as keyof typeof passkeyRules]] : '–';

const endpointTable = table(
  [
    'endpoint',
    'action',
    'scope',
    'refused as',
    'not confirmed',
    'withdrawn or revoked',
    'second person',
    'passkey missing',
  ],
  Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => [
    `\`${endpoint.method} ${endpoint.path}\``,
    endpoint.action === undefined ? '–' : `\`${endpoint.action}\``,
    endpoint.scope,
    endpoint.denied ?? '–',
    endpoint.whileUnconfirmed ? 'open' : 'wait',
    endpoint.afterRevoking ? 'sealed' : 'closed',
    endpoint.second ?? '–',
    ruleOf(name as EndpointName),
  ]),
);

/** docs/roles.md, made from the data that server and phone decide by. */
const page = `# Who may do what

Made from \`src/domain/access/roles.ts\` and \`src/domain/access/endpoints.ts\`;
\`npx vitest run --project unit tests/unit/docs -u\` writes it anew. A grant is a person, a role and an area; it
reaches the area and everything below it. A person may hold several.

## Actions

${actionTable}

## Roles

${roleTable}

## Endpoints

Below \`/api/p/<enrolment>/\`. \`src/domain/access/endpoints.ts\` says what each scope means;
\`tests/server/http/access.test.ts\` asks each endpoint as every role about every place,
\`tests/server/http/access-states.test.ts\` by what has become of the phone.

- **not confirmed**: a phone, or a person, whom nobody of the village has confirmed yet. "open": as for everybody;
  "wait": told to ask again later.
- **withdrawn or revoked**: a phone that was closed, also because its person's last grant was withdrawn. "closed":
  told so, and erases itself; "sealed": what it hands over waits for the lead.
- **second person**: when somebody else has to confirm it before anything is done.
- **passkey missing**: what an officer or administrator without a passkey is answered
  (\`src/domain/access/passkey-rules.ts\`); everybody else is asked for none.

${endpointTable}
`;

it('docs/roles.md says what the data says', async () => {
  await expect(page).toMatchFileSnapshot('../../../docs/roles.md');
});
