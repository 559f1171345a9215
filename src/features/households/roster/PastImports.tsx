import { useCallback, useEffect, useState } from 'react';
import { Undo2 } from 'lucide-react';
import { dayOf } from '../../../lib/day.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import type { RosterImport } from '../../../store/phone-settings.ts';
import { nextTask } from '../../../lib/next-task.ts';
import { useHouseholdList, usePhone } from '../../../phone/hooks.ts';
import { Button, ConfirmDialog, Notice, Stack } from '../../../ui/index.ts';
import { importsOf, takeBack, undoable } from './imports.ts';

/** The lists that were added, latest first, each with a button to delete its households. Empty without lists. */
export function PastImports() {
  const phone = usePhone();
  const { store } = phone;
  const village = phone.village!.id;
  const households = useHouseholdList(village);
  const [imports, setImports] = useState<readonly RosterImport[]>([]);
  const read = useCallback(() => importsOf(store, village).then(setImports, console.error), [store, village]);
  useEffect(() => void read(), [read]);
  if (households.state !== 'ready' || !households.value.isWhole || imports.length === 0) return null;
  return (
    <Stack>
      {imports.map((made) => (
        <Import key={made.at} made={made} book={households.value.byName} />
      ))}
    </Stack>
  );
}

function Import({ made, book }: { made: RosterImport; book: readonly HouseholdEntry[] }) {
  const { t } = useTranslation('households');
  const { format } = useLanguage();
  const phone = usePhone();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<{ readonly taken: number; readonly of: number; readonly isOver: boolean }>();
  const [failed, setFailed] = useState(false);

  if (done) {
    return done.isOver ? (
      <Notice kind="success" announce title={t('roster.undo.done', { count: done.taken })} />
    ) : (
      <Notice kind="info" title={t('roster.undo.busy', { done: done.taken, count: done.of })} />
    );
  }
  const parts = undoable(made, book);
  const { households, people, kept } = parts;
  const count = households.length;
  if (count + people.length === 0) return null;
  const words = {
    count,
    day: format.day(dayOf(made.at)),
    people: t('roster.preview.people', { count: people.length }),
  };

  const undo = (): void => {
    const of = count + people.length;
    setAsking(false);
    setFailed(false);
    setDone({ taken: 0, of, isOver: false });
    takeBack(phone, made, parts, { yieldToMain: nextTask, onDone: (taken) => setDone({ taken, of, isOver: false }) })
      .then(() => setDone({ taken: count, of, isOver: true }))
      .catch((error: unknown) => {
        console.error(error);
        setDone(undefined);
        setFailed(true);
      });
    phone.sync.wake('save');
  };
  return (
    <>
      {failed && (
        <Notice kind="error" announce title={t('roster.undo.failed.title')} next={t('roster.undo.failed.next')} />
      )}
      <Notice
        kind="info"
        title={people.length > 0 ? t('roster.undo.titleBoth', words) : t('roster.undo.title', words)}
        next={
          kept.households.length + kept.people.length > 0
            ? t('roster.undo.kept', { count: kept.households.length + kept.people.length })
            : undefined
        }
        action={
          <Button icon={Undo2} onClick={() => setAsking(true)}>
            {t('roster.undo.open')}
          </Button>
        }
      />
      <ConfirmDialog
        open={asking}
        danger
        title={people.length > 0 ? t('roster.undo.askBoth', words) : t('roster.undo.ask', { count })}
        confirm={t('roster.undo.confirm')}
        onConfirm={undo}
        onCancel={() => setAsking(false)}
      >
        <p>{t('roster.undo.text')}</p>
      </ConfirmDialog>
    </>
  );
}
