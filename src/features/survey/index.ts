export { formUnderWay } from './form-under-way.ts';
export { HouseholdFormScreen } from './HouseholdFormScreen.tsx';
export { HouseholdScreen } from './HouseholdScreen.tsx';
export { PersonFormScreen } from './PersonFormScreen.tsx';
export { SurveyScreen } from './SurveyScreen.tsx';
export { TodayScreen } from './TodayScreen.tsx';
