// Makes the pages easier where scripts run; everything works without.
'use strict'
document.documentElement.classList.add('js')
const one = (selector, inside = document) => inside.querySelector(selector)
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)]

// What was wrong is read first.
const errors = one('#errors')
if (errors) errors.focus()

// A button pressed twice sends once; the server makes sure of it too.
for (const form of all('form'))
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes'
    if (form.dataset.forget) forget(form.dataset.forget)
    const button = event.submitter ?? one('button', form)
    if (button && form.dataset.once) button.textContent = form.dataset.once
  })
addEventListener('pageshow', () => all('form').forEach((form) => delete form.dataset.sent))

// A long text survives a dead battery: it stays in this browser until it is sent.
const store = (name) => `shouwen.${name}`
function forget(name) {
  try {
    localStorage.removeItem(store(name))
  } catch {}
}
for (const field of all('[data-keep]'))
  try {
    const name = store(field.dataset.keep)
    if (!field.value) field.value = localStorage.getItem(name) ?? ''
    field.addEventListener('input', () => localStorage.setItem(name, field.value))
    field.form.addEventListener('submit', () => localStorage.removeItem(name))
  } catch {}

// A long list is searched by a few characters; while an input method still composes, nothing is searched.
for (const box of all('[data-filter]')) {
  const input = one('input', box), said = one('[role=status]', box), select = document.getElementById(box.dataset.filter)
  const options = all('optgroup option', select).map((option) => ({ option, group: option.parentNode, name: option.textContent }))
  if (options.length < 12) continue
  box.hidden = false
  let composing = false
  const filter = () => {
    if (composing) return
    const wanted = input.value.trim()
    let found = 0, first = null
    for (const row of options) {
      const fits = !wanted || row.name.includes(wanted)
      row.option.hidden = row.option.disabled = !fits
      if (fits) first ??= row.option
      found += fits
    }
    said.textContent = !wanted ? '' : found ? said.dataset.found.replace('{n}', found) : said.dataset.none
    if (wanted && found === 1) select.value = first.value
    if (!found) for (const row of options) row.option.hidden = row.option.disabled = false
  }
  input.addEventListener('compositionstart', () => (composing = true))
  input.addEventListener('compositionend', () => {
    composing = false
    filter()
  })
  input.addEventListener('input', filter)
  // Enter in the search must not send the page.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    select.focus()
  })
}

// The phone knows where it is.
for (const button of all('[data-locate]')) {
  if (!navigator.geolocation || !isSecureContext) continue
  const said = one('[data-locate-said]'), field = document.getElementById(button.dataset.locate)
  button.hidden = false
  button.addEventListener('click', () => {
    said.textContent = button.dataset.busy
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`
        said.textContent = button.dataset.done
      },
      () => (said.textContent = button.dataset.failed),
      { enableHighAccuracy: true, timeout: 15000 },
    )
  })
}

// Photos are made small before they are sent: slow lines, and where they were taken stays with the customer.
const longest = 1600
async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file
  } catch {
    return file
  }
}
async function shrinkInput(input) {
  const list = new DataTransfer()
  for (const file of input.files) list.items.add(await shrunk(file))
  input.files = list.files
}
for (const input of all('form[data-shrink] input[type=file], form[data-photos] input[type=file]')) {
  const form = input.form, said = one('[data-said]', form), send = one('[data-send-photos]', form)
  input.addEventListener('change', async () => {
    if (!input.files.length) return
    if (said) said.textContent = form.dataset.busy
    await shrinkInput(input)
    if (send) send.click()
  })
}

// Without TLS a browser has no clipboard to write to; the old way still copies what is selected.
function copySelected(text) {
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (!copied) throw new Error('not copied')
}
for (const button of all('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(button.dataset.copy)
      else copySelected(button.dataset.copy)
      button.textContent = button.dataset.done
      button.focus()
    } catch {}
  })
}
for (const button of all('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

if ('serviceWorker' in navigator) navigator.serviceWorker.register('/p/sw.js', { scope: '/p/' }).catch(() => {})
