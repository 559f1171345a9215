import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { addressesBelow } from '../../phone/addresses.ts';
import { listenToWorker } from '../../sync/index.ts';

/** Goes to Today when this person has tapped on a reminder while the app was open. */
export function useReminderTap(enrolment: string | undefined, basePath: string): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      listenToWorker((message, takeUp) => {
        if (message.type !== 'reminded' || message.enrolment !== enrolment) return;
        takeUp();
        void navigate(addressesBelow(basePath).today);
      }),
    [navigate, enrolment, basePath],
  );
}
