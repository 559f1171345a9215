export { guidePaths, GuideRoutes, guideRoutes, GuideScreen, isGuidePath } from './GuideRoutes.tsx';
export { KeptHtml } from './Kept.tsx';
export { addressOf, loadResidentPage } from './load-page.ts';
