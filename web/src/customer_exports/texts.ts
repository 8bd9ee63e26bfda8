// What this room says: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  customerExport: {
    title: ['导出客户档案', 'Export the customer’s file'],
    short: ['导出', 'Export'],
    format: { print: ['打印（A4）', 'Print (A4)'], json: ['JSON（供程序使用）', 'JSON (for programs)'], xlsx: ['Excel（XLSX）', 'Excel (XLSX)'], csv: ['CSV', 'CSV'] },
    tableTitle: ['导出重点客户表', 'Export the table of key customers'],
    filesOf: ['导出 {n} 户的档案', 'Export the files of {n} customers'],
    zip: ['Excel（每户一份，打成一个压缩包）', 'Excel (a workbook each, in one zip)'],
    taken: ['已导出 {number}，水印：{watermark}', 'Exported as {number}; watermark: {watermark}'],
    back: ['回到客户', 'Back to the customer'],
    noExport: ['请从客户页面的“导出”进入，并写明用途。', 'Come here by “Export” on the customer’s page, with a reason.'],
    facts: ['基本情况', 'The customer'],
    manager: ['客户经理', 'Account manager'],
    masked: ['姓名、电话已遮盖。', 'People’s names and phones are covered.'],
    use: ['月用电量（千瓦时）', 'Monthly use (kWh)'],
    papers: ['照片和资料', 'Photos and papers'],
    minutes: ['分钟', 'Minutes'],
  },
} satisfies Texts
