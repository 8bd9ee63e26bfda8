// What this browser keeps for the desk: one small database, written through to the disk, so that a crash loses nothing.

export type StoreName = 'kept' | 'contacts_to_send' | 'contact_drafts'
const stores: StoreName[] = ['kept', 'contacts_to_send', 'contact_drafts']
let opening: Promise<IDBDatabase> | null = null

const finished = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
function open() {
  const request = indexedDB.open('shouwen_desk', 1)
  request.onupgradeneeded = () => stores.forEach((name) => request.result.createObjectStore(name))
  return finished(request)
}
async function transaction(name: StoreName, mode: IDBTransactionMode) {
  opening ??= open()
  const database = await opening.catch((caught: unknown) => {
    opening = null
    throw caught
  })
  return database.transaction(name, mode, { durability: 'strict' })
}
/** Done when it is on the disk, not when it was asked for. */
const written = (work: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    work.oncomplete = () => resolve()
    work.onabort = work.onerror = () => reject(work.error)
  })

export const readRow = async <T>(name: StoreName, key: string) => (await finished((await transaction(name, 'readonly')).objectStore(name).get(key))) as T | undefined
/** All rows whose key begins so, by key. */
export async function readRows<T>(name: StoreName, prefix: string) {
  const store = (await transaction(name, 'readonly')).objectStore(name)
  return (await finished(store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))) as T[]
}
export async function writeRow(name: StoreName, key: string, row: unknown) {
  const work = await transaction(name, 'readwrite')
  work.objectStore(name).put(row, key)
  await written(work)
}
export async function removeRow(name: StoreName, key: string) {
  const work = await transaction(name, 'readwrite')
  work.objectStore(name).delete(key)
  await written(work)
}
export async function clearStore(name: StoreName) {
  const work = await transaction(name, 'readwrite')
  work.objectStore(name).clear()
  await written(work)
}
/** Asks the browser not to make room by throwing this away. */
export const keepForGood = () => void navigator.storage?.persist?.().catch(() => false)
