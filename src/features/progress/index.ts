export { ProgressScreen } from './ProgressScreen.tsx';
export { VillagesScreen } from './VillagesScreen.tsx';
export { VillagesFilesScreen } from './VillagesFilesScreen.tsx';
export { PhonesScreen } from './PhonesScreen.tsx';
export { FactsScreen } from './FactsScreen.tsx';
export { FigureScreen } from './FigureScreen.tsx';
export { ReportScreen } from './ReportScreen.tsx';
export { TargetsScreen } from './TargetsScreen.tsx';
export { PrintReportScreen, ReportFilesScreen } from './FilesScreen.tsx';
