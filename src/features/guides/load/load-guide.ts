import { createElement } from 'react';
import type { ComponentType } from 'react';
import type { Guide, GuideTexts } from '../../../domain/guide/guide.ts';
import type { PageLanguage } from '../../../i18n/index.ts';
import type { GuideContent } from './guide-content.ts';

// Checked by scripts/check-guides.ts before they are built in, so the browser does not carry the schemas.
const structures = import.meta.glob<Guide>('../../../domain/guide/data/*/guide.json', { import: 'default' });
const texts = import.meta.glob<GuideTexts>('../../../../locales/*/guides/*.json', { import: 'default' });

/**
 * A guide's structure and words; undefined when there is no such guide. @throws when its files cannot be loaded
 * (offline and not cached)
 */
export async function loadContent(id: string, language: PageLanguage): Promise<GuideContent | undefined> {
  const structure = structures[`../../../domain/guide/data/${id}/guide.json`];
  const words = texts[`../../../../locales/${language}/guides/${id}.json`];
  if (!structure || !words) return undefined;
  const [guide, guideTexts] = await Promise.all([structure(), words()]);
  return { guide, texts: guideTexts };
}

/**
 * A guide's page, to be drawn without props. Separate from load-index.ts, so that a first visit does not wait for the
 * list of all guides.
 */
export async function loadGuide(id: string, language: PageLanguage): Promise<ComponentType> {
  const [content, { GuidePage }] = await Promise.all([loadContent(id, language), import('../pages/GuidePage.tsx')]);
  if (!content) return (await import('../pages/MissingGuide.tsx')).MissingGuide;
  return () => createElement(GuidePage, { content });
}
