import type { ReactNode } from 'react';
import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { classes } from '../look/classes.ts';
import styles from './SavedNote.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

const icons: Record<Exclude<SaveState, 'idle'>, LucideIcon> = {
  saving: LoaderCircle,
  saved: Check,
  failed: CircleAlert,
};

export type SavedNoteProps = { state: SaveState; children?: ReactNode };

/**
 * "Đã lưu trên máy này", beside what was saved; read aloud politely when it changes. Always takes its line: nothing
 * jumps.
 */
export function SavedNote({ state, children }: SavedNoteProps) {
  const { t } = useTranslation('ui');
  return (
    <p role="status" className={classes(styles.note, styles[state])}>
      {state !== 'idle' && (
        <>
          <Icon of={icons[state]} size="s" />
          {children ?? t(`save.${state}`)}
        </>
      )}
    </p>
  );
}
