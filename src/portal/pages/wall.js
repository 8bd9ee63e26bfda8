// Turns the pictures of the hall screen without a flash, keeps the last one when the line is down, and can be stopped.
'use strict'
const every = 20000
const button = document.querySelector('[data-pause]'), stale = document.querySelector('[data-stale]')
const words = [button.textContent, button.dataset.pause]
let paused = false
async function turn() {
  if (paused) return
  const wall = document.getElementById('wall')
  try {
    const answer = await fetch(wall.dataset.next)
    if (!answer.ok) throw new Error(answer.status)
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('wall')
    wall.replaceWith(fresh)
    stale.textContent = ''
  } catch {
    stale.textContent = stale.dataset.stale
  }
}
button.hidden = false
button.addEventListener('click', () => {
  paused = !paused
  button.textContent = words[Number(paused)]
})
setInterval(turn, every)
