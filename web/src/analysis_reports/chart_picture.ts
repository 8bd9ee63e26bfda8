// A chart as a PNG for documents that draw no charts themselves.
import type { ChartOption } from '../dashboard/charts'

const scale = 2

/** The picture's bytes; drawn twice as fine as it is shown. */
export async function chartPicture(option: ChartOption, width: number, height: number): Promise<Uint8Array> {
  const { init } = await import('../dashboard/echarts')
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ animation: false, backgroundColor: '#ffffff', ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = height * scale
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return bytesOf(canvas)
}

/** Grey words across a page, to lie behind the text. */
export async function watermarkPicture(text: string, width: number, height: number): Promise<Uint8Array> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')!
  pen.fillStyle = 'rgba(80, 90, 100, 0.16)'
  pen.font = '20px sans-serif'
  pen.textAlign = 'center'
  for (const part of [1 / 6, 1 / 2, 5 / 6]) {
    pen.save()
    pen.translate(width / 2, height * part)
    pen.rotate(-Math.PI / 7)
    pen.fillText(text, 0, 0, width * 1.1)
    pen.restore()
  }
  return bytesOf(canvas)
}

async function bytesOf(canvas: HTMLCanvasElement) {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return new Uint8Array(await blob!.arrayBuffer())
}
