// Photos made ready for a slow line: smaller, and without the place where they were taken, which stays with the customer.

const longestSide = 2000
const smallEnough = 300 * 1024

const starts = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38]]
/** By its first bytes, as the server looks at it: what a file is called says nothing. */
export async function isPicture(file: File) {
  const bytes = new Uint8Array(await file.slice(0, 12).arrayBuffer())
  const text = String.fromCharCode(...bytes)
  return starts.some((start) => start.every((byte, at) => bytes[at] === byte)) || (text.startsWith('RIFF') && text.slice(8) === 'WEBP') || ['ftypheic', 'ftypheix', 'ftypmif1'].includes(text.slice(4))
}
/** The same picture for reading a nameplate on a screen; as it is where the browser cannot draw it. */
export async function smaller(file: File): Promise<File> {
  if (file.size <= smallEnough) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    return drawn && drawn.size < file.size ? new File([drawn], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' }) : file
  } catch {
    return file
  }
}
