export { guidePaths, GuideRoutes, guideRoutes, GuideScreen, isGuidePath } from './GuideRoutes.tsx';
export { KeptHtml } from './Kept.tsx';
export { guideIdOf, loadResidentPage } from './load-page.ts';
