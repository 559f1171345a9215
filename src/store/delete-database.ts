/**
 * Deletes a database; one that does not exist is no failure. Another tab that is frozen may hold it open: then it goes
 * when that tab does, and nobody waits for it here.
 */
export function deleteDatabase(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`database ${name} was not deleted`));
  });
}
