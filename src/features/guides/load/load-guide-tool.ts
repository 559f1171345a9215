import { createElement } from 'react';
import type { ComponentType } from 'react';
import catalogue from '../../../domain/guide/data/catalogue.json';

/** The page that a guide is practised on or printed from, to be drawn without props. */
export async function loadGuideTool(id: string, tool: 'practice' | 'print'): Promise<ComponentType> {
  if (!catalogue.some((entry) => entry.id === id)) return (await import('../pages/MissingGuide.tsx')).MissingGuide;
  if (tool === 'practice') {
    const { PracticePage } = await import('../practice/PracticePage.tsx');
    return () => createElement(PracticePage, { id });
  }
  const { PrintPage } = await import('../print/PrintPage.tsx');
  return () => createElement(PrintPage, { id });
}
