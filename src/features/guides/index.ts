export { guidePaths, GuideRoutes, guideRoutes, GuideScreen, isGuidePath } from './GuideRoutes.tsx';
export { KeptHtml } from './Kept.tsx';
export { guideIdOf, isPractice, loadResidentPage } from './load-page.ts';
