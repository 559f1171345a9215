import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import type { ReactNode } from 'react';
import { StaticRouter } from 'react-router';
import type { Resource } from 'i18next';
import { addressOf, guidePaths, GuideRoutes, StaticHtml, loadResidentPage } from '../features/guides/index.ts';
import { createI18n, languageFromPath, pageLanguages, pathIn } from '../i18n/index.ts';
import type { PageLanguage } from '../i18n/index.ts';
import { AppProviders } from './AppProviders.tsx';

export interface PrerenderedPage {
  /** What stands inside `#root`. */
  readonly html: string;
  readonly title: string;
  readonly description: string;
  /** For `<html lang>`. */
  readonly language: PageLanguage;
  /** For `<link rel="alternate" hreflang>`: this page in every language it has, itself included. */
  readonly alternates: readonly { readonly language: PageLanguage; readonly path: string }[];
}

const texts = import.meta.glob<Record<string, unknown>>('../../locales/*/{common,drills,guides,reading,ui}.json', {
  eager: true,
  import: 'default',
});

const resources: Resource = {};
for (const [path, words] of Object.entries(texts)) {
  const [, language, namespace] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
  if (language && namespace) (resources[language] ??= {})[namespace] = words;
}

/** Every page that is made ahead: home, index and guides in every page language. */
export const pages = (): { path: string; language: PageLanguage }[] =>
  pageLanguages.flatMap((language) => guidePaths.map((path) => ({ path: pathIn(language, path), language })));

/** Draws one of `pages()`. @throws on a text that no file has: a page with a missing text is not built */
export async function render(path: string): Promise<PrerenderedPage> {
  const language = languageFromPath(path);
  const i18n = createI18n({
    language,
    resources,
    onMissing: ({ namespace, key }) => {
      throw new Error(`${path}: no text for ${namespace}:${key} in ${language}`);
    },
  });
  const inApp = (children: ReactNode): ReactNode => (
    <StaticRouter location={path}>
      <AppProviders i18n={i18n}>{children}</AppProviders>
    </StaticRouter>
  );
  const Page = await loadResidentPage(path);
  const kept = renderToStaticMarkup(inApp(<Page />));
  const html = renderToString(
    inApp(
      <StaticHtml value={kept}>
        <GuideRoutes />
      </StaticHtml>,
    ),
  );
  return {
    html,
    language,
    ...headOf(path, i18n),
    alternates: pageLanguages.map((each) => ({ language: each, path: pathIn(each, path) })),
  };
}

function headOf(path: string, i18n: ReturnType<typeof createI18n>): { title: string; description: string } {
  const t = i18n.getFixedT(null, 'guides');
  const head = (title: string, description: string) => ({ title: `${title} · ${i18n.t('product')}`, description });
  const address = addressOf(path);
  // The catalogue's ids are keys of the texts: `npm run check:guides`.
  const guide = 'id' in address ? t(`catalogue.${address.id as 'etax-mobile'}.title`) : '';
  switch (address.kind) {
    case 'guide':
      return head(guide, t(`catalogue.${address.id as 'etax-mobile'}.summary`));
    case 'practice':
      return head(t('practise.title', { guide }), t('practise.about'));
    case 'print':
      return head(i18n.t('reading:print.title', { guide }), i18n.t('reading:print.about'));
    case 'drills':
      return head(i18n.t('drills:title'), i18n.t('drills:about'));
    case 'reading':
      return head(i18n.t('reading:comfort.title'), i18n.t('reading:comfort.about'));
    case 'home':
      return head(t('home.title'), t('home.description'));
    case 'index':
      return head(t('index.title'), t('index.description'));
  }
}
