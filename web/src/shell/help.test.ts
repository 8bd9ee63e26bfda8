import { expect, test } from 'vitest'
import { messages, type Messages } from '../i18n/texts'
import { helpFor } from './help'
import { router } from './router'

const paths = router.getRoutes().map((route) => route.path).filter((path) => !path.includes(':rest') && path !== '/')

test.each(paths)('%s has help in both languages', (path) => {
  const { page } = helpFor(path.replace(/:id\([^)]*\)/, '1'))
  for (const language of ['zh', 'en'] as const) expect((messages[language].help as Messages)[page]).toBeTruthy()
})
