import { addressesBelow } from '../../phone/addresses.ts';

/** The addresses around adding a list of households, below a person's own pages (`Phone.basePath`). */
export const householdsPaths = (basePath: string) => {
  const { today, households, importHouseholds, household } = addressesBelow(basePath);
  return { today, list: households, import: importHouseholds, household };
};
