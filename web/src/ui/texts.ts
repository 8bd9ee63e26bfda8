// What shared widgets say: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  table: {
    tickAll: ['选中已加载的全部', 'Choose all that are loaded'],
    columns: ['列', 'Columns'],
    columnsTitle: ['选择列、顺序和宽度', 'Columns, their order and width'],
    width: ['{name}：宽度（像素）', '{name}: width in pixels'],
    up: ['{name}：上移', '{name}: move up'],
    down: ['{name}：下移', '{name}: move down'],
    reset: ['恢复默认', 'Back to the default'],
    total: ['共 {n} 条', '{n} in all'],
    totalMore: ['{n} 条以上', 'more than {n}'],
  },
} satisfies Texts
