export { AssignScreen } from './AssignScreen.tsx';
export { HelpScreen } from './HelpScreen.tsx';
export { RecheckScreen } from './RecheckScreen.tsx';
export { SessionScreen } from './SessionScreen.tsx';
export { SessionsScreen } from './SessionsScreen.tsx';
export { VisitScreen } from './VisitScreen.tsx';
