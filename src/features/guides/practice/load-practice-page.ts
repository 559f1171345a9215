import { createElement } from 'react';
import type { ComponentType } from 'react';
import catalogue from '../../../domain/guide/data/catalogue.json';

/** The page that a guide is practised on, to be drawn without props. */
export async function loadPracticePage(id: string): Promise<ComponentType> {
  if (!catalogue.some((entry) => entry.id === id)) return (await import('../MissingGuide.tsx')).MissingGuide;
  const { PracticePage } = await import('./PracticePage.tsx');
  return () => createElement(PracticePage, { id });
}
