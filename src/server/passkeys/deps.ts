import type { AccountDeps } from '../accounts/deps.ts';
import type { Challenges } from '../accounts/sessions/renewal.ts';

export interface PasskeyDeps extends AccountDeps {
  readonly challenges: Challenges;
  readonly publicUrl: string;
  /** All people here are invented: whoever has no passkey needs none. */
  readonly demo?: boolean;
}

/** What browsers bind a passkey to: the server's name, and the address of its pages. */
export interface Site {
  readonly rpId: string;
  readonly origin: string;
}

/** @param publicUrl PUBLIC_URL, without a path */
export const siteOf = (publicUrl: string): Site => ({ rpId: new URL(publicUrl).hostname, origin: publicUrl });
