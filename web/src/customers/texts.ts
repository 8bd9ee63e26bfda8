// What this room says: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  customers: {
    title: ['客户', 'Customers'],
    account: ['户号', 'Account'],
    meter: ['表号', 'Meter'],
    usage: ['用电类别', 'Usage'],
    station: ['供电所', 'Station'],
    openCases: ['在办', 'Open'],
    empty: ['没有符合条件的客户。', 'No customer fits.'],
    unmask: ['查看全部', 'Show all'],
    add: ['新增客户', 'New customer'],
    one: ['客户情况', 'The customer'],
    allCases: ['该客户的全部工单', 'All cases of this customer'],
    notAllVisible: ['您可查看其中 {n} 件。', 'You may see {n} of them.'],
  },
} satisfies Texts
