type Tree = { readonly [key: string]: string | readonly string[] | Tree };
const files = import.meta.glob<Tree>('../../locales/{vi,en}/*.json', { eager: true, import: 'default' });

/** `namespace:path`, of a text or of a notice: a title, and what to do next. */
export type TextKey = `${string}:${string}`;

/** The words of `key`: of a notice the title, then what to do next. Undefined where there are none. */
export function textOf(language: 'vi' | 'en', key: TextKey): string | undefined {
  const [namespace, path] = key.split(':');
  const steps = path?.split('.') ?? [];
  let found: Tree[string] | undefined = files[`../../locales/${language}/${namespace}.json`];
  for (const step of steps) {
    if (typeof found !== 'object' || Array.isArray(found)) return undefined;
    const tree = found as Tree;
    found = tree[step] ?? tree[`${step}_other`];
  }
  if (typeof found === 'string') return found;
  const { title, next } = (found ?? {}) as Tree;
  return typeof title === 'string' && typeof next === 'string' ? `${title}. ${next}` : undefined;
}
