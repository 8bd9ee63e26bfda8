// What shared widgets say: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  clause: {
    article: ['第{article}条', 'art. {article}'],
    item: ['第{article}条第{item}项', 'art. {article}({item})'],
  },
  table: {
    keys: ['列表', 'Lists'],
    key_move: ['上下移动', 'Move'],
    key_page: ['翻页', 'A page down, up'],
    key_ends: ['到头、到尾', 'To the first, the last'],
    key_open: ['打开', 'Open'],
    key_tick: ['勾选', 'Choose'],
    key_range: ['连续勾选', 'Choose a range'],
    key_untick: ['取消勾选', 'Choose none'],
    tickAll: ['选中已加载的全部', 'Choose all that are loaded'],
    columns: ['选列', 'Columns'],
    columnsTitle: ['选择列、顺序和宽度', 'Columns, their order and width'],
    width: ['{name}：宽度（像素）', '{name}: width in pixels'],
    up: ['{name}：上移', '{name}: move up'],
    down: ['{name}：下移', '{name}: move down'],
    reset: ['恢复默认', 'Back to the default'],
    noneFits: ['没有符合的，换个词或拼音首字母试试', 'Nothing fits: try another word'],
    seeking: ['正在到最后一行…', 'Going to the last row …'],
    sort: ['排序', 'Sorted by'],
    beyond: ['这是已载入的最后一行（第 {n} 行），后面还有：继续向下翻，或用筛选缩小范围。', 'This is the last row loaded ({n}), and there are more: go on down, or narrow the list by filters.'],
    total: ['共 {n} 条', '{n} in all'],
    totalMore: ['{n} 条以上', 'more than {n}'],
  },
  exports: {
    formatLabel: ['格式', 'Format'],
    reason: ['用途', 'What for'],
    why: ['导出要写明用途；每页印有您的姓名和时间，并记入查看记录。', 'Say what it is for. Your name and the time stand on every page, and the access log keeps it.'],
  },
} satisfies Texts
