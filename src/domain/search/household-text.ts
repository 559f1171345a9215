import { foldText } from '../../lib/fold.ts';
import type { Household } from '../people/village.ts';

/** The folded text (`foldText`) a short list is searched by: the head's name, the address and everybody's name. */
export const householdText = ({ headName, address, people }: Pick<Household, 'headName' | 'address' | 'people'>) =>
  foldText([headName, address, ...people.map(({ name }) => name)].join(' '));
