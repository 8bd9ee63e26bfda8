// A customer taken along: what the server shows of him without a reason, kept for reading in the field. Art. 11(1).
import { client, done, type Schemas } from '../api/client'
import { allKept, keep, kept } from '../offline/kept'

export interface KeptCustomer {
  managed: Schemas['ManagedCustomerView']
  contacts: Schemas['AccountContactView'][]
  file: Schemas['CustomerFileView']
}
const contactsKept = 5
const key = (id: number | '') => `customer/${id}`

export const keepCustomer = ({ managed, contacts, file }: KeptCustomer) => keep(key(managed.customer_id), { managed, contacts: contacts.slice(0, contactsKept), file })
export const keptCustomer = (id: number) => kept<KeptCustomer>(key(id))
export const keptCustomerIds = async () => (await allKept<KeptCustomer>(key(''))).map((row) => row.body.managed.customer_id)

export async function takeAlong(id: number) {
  const params = { path: { customer_id: String(id) } }
  const [managed, contacts, file] = await Promise.all([
    done(client.GET('/api/v1/managed_customers/{customer_id}', { params })),
    done(client.GET('/api/v1/managed_customers/{customer_id}/contacts', { params })),
    done(client.GET('/api/v1/customers/{customer_id}/file', { params })),
  ])
  await keepCustomer({ managed, contacts: contacts.items, file })
}
