import { useEffect, useState } from 'react';
import { useTeam } from '../session/TeamContext.tsx';

/** The name of the person whose local store this is; readable while it is locked. */
export function useLabel(enrolment: string): string | undefined {
  const { registry } = useTeam().device;
  const [label, setLabel] = useState<string>();
  useEffect(() => {
    let gone = false;
    registry.list().then(
      (all) => {
        if (!gone) setLabel(all.find(({ id }) => id === enrolment)?.label);
      },
      (error: unknown) => console.warn(error), // the keys work without the name
    );
    return () => {
      gone = true;
    };
  }, [registry, enrolment]);
  return label;
}
