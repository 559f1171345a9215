import type { Phone } from './phone.ts';
import { baseOf } from './base-of.ts';

/**
 * The lead's own screen makes the same call; here only what is joined with matters. `account`: the same person again;
 * `area`: another than the inviting person's own.
 */
export async function invite(
  lead: Phone,
  of: { readonly name?: string; readonly account?: string; readonly area?: string } = {},
): Promise<{ token: string; code: string }> {
  const base = baseOf(lead.page);
  return lead.page.evaluate(
    async ([path, more]) => {
      const { grants } = (await (await fetch(`/api${path}/me`)).json()) as { grants: { area: string }[] };
      const body = JSON.stringify({ role: 'member', area: grants[0]!.area, ...more });
      const response = await fetch(`/api${path}/invitations`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
      return (await response.json()) as { token: string; code: string };
    },
    [base, of] as const,
  );
}

/** The account of this phone's open enrolment. */
export async function accountOf(phone: Phone): Promise<string> {
  const base = baseOf(phone.page);
  return phone.page.evaluate(
    async (path) => ((await (await fetch(`/api${path}/me`)).json()) as { account: string }).account,
    base,
  );
}

/** "Đóng máy này" for every phone of somebody on the lead's team, by the same call as the lead's screen. */
export async function closePhoneOf(lead: Phone, name: string): Promise<void> {
  const base = baseOf(lead.page);
  const closed = await lead.page.evaluate(
    async ([path, who]) => {
      const { people } = (await (await fetch(`/api${path}/team`)).json()) as {
        people: { name: string; phones: { id: string }[] }[];
      };
      const phones = people.find((person) => person.name === who)?.phones ?? [];
      const headers = { 'Content-Type': 'application/json' };
      return Promise.all(
        phones.map(
          async ({ id }) =>
            (await fetch(`/api${path}/devices/withdraw`, { method: 'POST', headers, body: JSON.stringify({ id }) })).ok,
        ),
      );
    },
    [base, name] as const,
  );
  if (closed.length === 0 || closed.includes(false)) throw new Error(`no phone of ${name} was closed`);
}
