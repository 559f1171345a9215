import { useEffect, useState } from 'react';
import { useTeam } from '../session/TeamContext.tsx';

/** How the person is called who may open this book; readable while it is locked. */
export function useLabel(enrolment: string): string | undefined {
  const { registry } = useTeam().device;
  const [label, setLabel] = useState<string>();
  useEffect(() => {
    let gone = false;
    registry.list().then(
      (all) => {
        if (!gone) setLabel(all.find(({ id }) => id === enrolment)?.label);
      },
      (error: unknown) => console.warn(error), // a name is a courtesy: the keys work without it
    );
    return () => {
      gone = true;
    };
  }, [registry, enrolment]);
  return label;
}
