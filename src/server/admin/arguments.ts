import { UsageError } from '../cli/usage-error.ts';

/** A command line: plain words in order, options by name. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/** `add village thôn "Tân Đông" --parent 24505`: words in order, options by name. @throws UsageError */
export function readArguments(
  args: readonly string[],
  allowed: readonly string[],
  least: number,
  most: number,
): Arguments {
  const words: string[] = [];
  const options: Record<string, string> = {};
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('--')) {
      words.push(arg.normalize('NFC').trim());
      continue;
    }
    const value = args[++i];
    if (!allowed.includes(arg.slice(2)) || value === undefined)
      throw new UsageError(`${arg} is not understood here, or its value is missing.`);
    options[arg.slice(2)] = value.normalize('NFC').trim();
  }
  if (words.length < least || words.length > most)
    throw new UsageError(
      words.length < least
        ? 'Something is missing.'
        : `"${words[most]}" is one too many. Put names of several words in quotes.`,
    );
  return { words, options };
}
