/**
 * Deletes a database; one that does not exist is no failure. A frozen tab may hold it open: the browser then deletes it
 * when that tab closes, and this call does not wait for it.
 */
export function deleteDatabase(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`database ${name} was not deleted`));
  });
}
