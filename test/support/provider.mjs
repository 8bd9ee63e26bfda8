// A real identity provider (npm oidc-provider) on this machine: who signs in there is whoever `provider.next` names. It runs in this
// process; its own pages are one that lets `next` in at once.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const keyOf = (kid) => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' })
const listen = (server, port) => new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
/** A port nobody has at the moment: the house must know where browsers come back to before it starts. */
export async function freePort() {
  const server = createServer()
  await listen(server, 0)
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const clientId = 'shouwen'
/** `claimsInToken`: the name stands in the ID token; else only at the userinfo endpoint, as the standard has it. */
export async function startProvider(deskUrl, { port, claimsInToken = true } = {}) {
  const at = port ?? (await freePort())
  const issuer = `http://127.0.0.1:${at}`
  const secret = randomBytes(24).toString('base64url')
  const own = { issuer, port: at, secret, next: null, keyNumber: 0, calls: [] }
  const make = () => {
    const made = new Provider(issuer, {
      clients: [{ client_id: clientId, client_secret: secret, redirect_uris: [`${deskUrl}/api/v1/session/provider/return`], post_logout_redirect_uris: [deskUrl] }],
      jwks: { keys: [keyOf(`key-${++own.keyNumber}`)] },
      cookies: { keys: [secret] },
      claims: { openid: ['sub', 'amr'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: !claimsInToken,
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
      interactions: { url: (_context, interaction) => `/let_in/${interaction.uid}` },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id.replace(/^sub-/, ''), email_verified: true }) }),
      ttl: { Session: 600, Grant: 600, AccessToken: 300, IdToken: 300, Interaction: 300, AuthorizationCode: 60 },
    })
    // What it warns of is meant for a provider that serves somebody.
    made.on('server_error', (_context, error) => own.calls.push(`fault ${error.message}`))
    return made
  }
  let provider = make()
  let server
  const answer = async (request, response) => {
    own.calls.push(`${request.method} ${request.url.split('?')[0]}`)
    if (!request.url.startsWith('/let_in/')) return provider.callback()(request, response)
    if (!own.next) return provider.interactionFinished(request, response, { error: 'access_denied' })
    const { params } = await provider.interactionDetails(request, response)
    const grant = new provider.Grant({ accountId: own.next.id, clientId })
    grant.addOIDCScope(params.scope)
    await provider.interactionFinished(request, response, { login: { accountId: own.next.id, amr: own.next.amr, remember: false }, consent: { grantId: await grant.save() } })
  }
  own.start = async () => {
    server = createServer(answer)
    await listen(server, at)
  }
  own.stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  /** From now on it signs with another key, and forgets the one before. */
  own.rotate = () => void (provider = make())
  own.signsInAs = (name, amr = ['pwd']) => void (own.next = { id: `sub-${name}`, amr })
  await own.start()
  return own
}
