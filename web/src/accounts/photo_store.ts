// Photos of a contact on this phone until the contact is on the server: pictures are too large for localStorage.

const name = 'contact_photos'

const finished = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
async function store(mode: IDBTransactionMode) {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(name)
  return (await finished(opening)).transaction(name, mode, { durability: 'strict' }).objectStore(name)
}

/** By the contact's client_id, in the order they were taken. */
export const photosOf = async (clientId: string) => ((await finished((await store('readonly')).get(clientId))) as File[] | undefined) ?? []
export async function keepPhotos(clientId: string, photos: File[]) {
  await finished((await store('readwrite')).put(photos, clientId))
}
export async function forgetPhotos(clientId: string) {
  await finished((await store('readwrite')).delete(clientId))
}
