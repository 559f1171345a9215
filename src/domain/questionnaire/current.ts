import type { Questionnaire } from './question.ts';
import { version1 } from './version-1.ts';
import { version2 } from './version-2.ts';
import { version3 } from './version-3.ts';

/**
 * The questions being asked now. After ITU's household indicators (HHn) and the national targets; wording in
 * locales/<language>/survey.json. Codes never change their meaning: a changed question gets a new code and the
 * questionnaire a new version, so that old answers stay readable and countable.
 */
export const questionnaire: Questionnaire = version3;

/** Every version that answers may have been given under, oldest first. */
export const questionnaireVersions: readonly Questionnaire[] = [version1, version2, version3];
