// What this room says: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  papers: {
    title: ['照片和资料', 'Photos and papers'],
    empty: ['还没有照片和资料。证照、合同、一次接线图、现场照片都可以拍照或上传PDF，存入客户档案。', 'Nothing yet. Licences, agreements, single-line diagrams and site photos can be photographed or added as PDF.'],
    add: ['添加', 'Add'],
    addTitle: ['添加照片或资料', 'Add a photo or paper'],
    kind: ['类别', 'Kind'],
    kinds: { licence: ['证照', 'Licence'], agreement: ['合同协议', 'Agreement'], single_line_diagram: ['一次接线图', 'Single-line diagram'], site_photo: ['现场照片', 'Site photo'], other: ['其他', 'Other'] },
    why: ['说明', 'What it shows'],
    choose: ['选择文件', 'Choose a file'],
    photo: ['拍照', 'Take a photo'],
    chosen: ['已选：{name}', 'Chosen: {name}'],
    nothingChosen: ['请先选择文件或拍照。', 'Choose a file or take a photo first.'],
    hint: ['图片或PDF，最大20 MB。', 'Pictures or PDF, up to 20 MB.'],
    there: ['档案中已有同样的文件，没有重复存入。', 'The same file is there already; it was not added again.'],
    by: ['{name} {at}', '{name} {at}'],
    remove: ['移除', 'Remove'],
    removeReason: ['移除的原因', 'Why it goes'],
    removed: ['已移除（{n}）', 'Removed ({n})'],
    removedBy: ['{name} {at} 移除：{reason}', 'removed by {name} {at}: {reason}'],
    look: ['查看：{name}', 'Look at {name}'],
  },
} satisfies Texts
