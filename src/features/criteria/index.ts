export { KeptListScreen } from './KeptListScreen.tsx';
export { KeptListsScreen } from './KeptListsScreen.tsx';
export { ListFormScreen } from './ListFormScreen.tsx';
