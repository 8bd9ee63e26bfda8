// A workbook as spreadsheets write it, for tests that upload one: one sheet, inline strings, numbers, times by style.
import { crc32 } from 'node:zlib'

const escaped = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;')
const cell = (value) => (typeof value === 'number' ? `<c><v>${value}</v></c>` : value?.time !== undefined ? `<c s="1"><v>${value.time}</v></c>` : value?.date !== undefined ? `<c s="2"><v>${value.date}</v></c>` : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`)

/** Parts stored without compression. */
export function zip(parts) {
  const files = []
  const directory = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const title = Buffer.from(name)
    const content = Buffer.from(text)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x21, 8)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(title.length, 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), facts, title, content)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, where, title)
    offset += 30 + title.length + content.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(parts).length, 4)
  end.writeUInt16LE(Object.keys(parts).length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** Rows of texts, numbers, {time: fraction of a day} and {date: day number}. */
export const workbook = (rows) =>
  zip({
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.map((row, at) => `<row r="${at + 1}">${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
  })
