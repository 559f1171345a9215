// Plain checks, no schema library: the residents' pages carry this file too.

export const longestInfo = 300;

/** Hosts whose pages may be linked: Zalo's, and those of the State. A leading dot: and everything below. */
const hosts = ['zalo.me', '.zalo.me', '.gov.vn'];

/** The host of a link as it is stored: https, no user, no port, printable ASCII only; undefined for any other text. */
export const hostOf = (link: string): string | undefined =>
  /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#][!#-;=?-Z_a-z~]*)?$/.exec(link)?.[1];

export type LinkProblem = 'noLink' | 'otherHost';

/** What is wrong with a link, in the order in which a person would mend it; undefined: nothing. */
export function linkProblem(link: string): LinkProblem | undefined {
  const host = hostOf(link);
  if (host === undefined || link.length > longestInfo) return 'noLink';
  const known = hosts.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one));
  return known ? undefined : 'otherHost';
}

/** A link as people type or paste it, with its scheme and host in lower case: "Zalo.me/123" → "https://zalo.me/123". */
export function linkIn(typed: string): string {
  const text = typed.trim();
  const [, scheme, host = '', rest = ''] = /^(https:\/\/)?([^/?#\s:]+)(.*)$/i.exec(text) ?? [];
  // Another scheme stays as it was typed, and is refused by `linkProblem`.
  if (scheme === undefined && (!host.includes('.') || rest.startsWith(':'))) return text;
  return `https://${host.toLowerCase()}${rest}`;
}
