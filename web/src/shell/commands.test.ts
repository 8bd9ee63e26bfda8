import { beforeEach, describe, expect, test } from 'vitest'
import { commandFor, doubledKeys, isTyping, type Command } from './commands'

const command = (id: string, key: string): Command => ({ id, title: id, group: '', key, run: () => {} })
const known = [command('reply', 'r'), command('desk', 'g d'), command('rulebook', 'g r'), command('help', '?')]
const press = (keys: string, gap = 100) => {
  let at = 1_000_000
  let last: Command | undefined
  for (const key of keys.split('')) {
    last = commandFor(key, at, known)
    at += gap
  }
  return last?.id
}

describe('keys', () => {
  beforeEach(() => commandFor('Escape', 0, known))
  test.each([
    ['r', 'reply'],
    ['gd', 'desk'],
    ['gr', 'rulebook'],
    ['g', undefined],
    ['gx', undefined],
    ['gxd', undefined],
    ['?', 'help'],
    ['ggd', 'desk'],
  ])('%s means %s', (keys, id) => expect(press(keys)).toBe(id))

  test('a pair must be pressed in one go', () => expect(press('gd', 5000)).toBeUndefined())

  test('a machine that was busy meanwhile does not lose it', () => {
    commandFor('g', 1000, known, 9000)
    expect(commandFor('d', 1300, known, 17000)?.id).toBe('desk')
    commandFor('g', 20000, known, 29000)
    expect(commandFor('d', 30000, known, 30010)?.id).toBe('desk')
  })

  test('a page may take a key the frame also has', () => {
    expect(commandFor('n', 0, [command('page', 'n'), command('frame', 'n')])?.id).toBe('page')
  })
})

test('two commands of one page with one key are found; another group may have it too', () => {
  const of = (group: string, key: string): Command => ({ ...command(`${group}${key}`, key), group })
  expect(doubledKeys([of('page', 'c'), of('page', 'p'), of('frame', 'c')])).toEqual([])
  expect(doubledKeys([of('page', 'c'), of('page', 'p'), of('page', 'c')])).toEqual(['page: c'])
})

describe('typing', () => {
  const event = (html: string, init: Partial<KeyboardEvent> = {}) => {
    document.body.innerHTML = html
    return { target: document.body.querySelector('[data-here]'), isComposing: false, ctrlKey: false, metaKey: false, altKey: false, ...init } as unknown as KeyboardEvent
  }
  test.each([
    ['<p data-here></p>', false],
    ['<input data-here>', true],
    ['<textarea data-here></textarea>', true],
    ['<div role="dialog"><p data-here></p></div>', true],
    ['<div contenteditable><b data-here></b></div>', true],
  ])('%s: %s', (html, typing) => expect(isTyping(event(html))).toBe(typing))

  test('an input method that composes is typing', () => expect(isTyping(event('<p data-here></p>', { isComposing: true }))).toBe(true))
  test('with a modifier it is somebody else’s key', () => expect(isTyping(event('<p data-here></p>', { ctrlKey: true }))).toBe(true))
})
