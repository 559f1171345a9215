export { guidePaths, GuideRoutes, guideRoutes, GuideScreen, isGuidePath } from './GuideRoutes.tsx';
export { StaticHtml } from './live/StaticPage.tsx';
export { addressOf, loadResidentPage } from './load/load-page.ts';
