// What the administration's frame says: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  administration: {
    title: ['机构与规则', 'People and rules'],
    people: ['机构人员', 'People'],
    roster: ['值班', 'Roster'],
    directory: ['通讯录', 'Directory'],
    rulebook: ['规则库', 'Rulebook'],
    calendar: ['工作日历', 'Calendar'],
    imports: ['导入', 'Import'],
    access_log: ['查看记录', 'Access log'],
    tokens: ['接口令牌', 'API tokens'],
  },
  weekday: {
    d1: ['周一', 'Mon'],
    d2: ['周二', 'Tue'],
    d3: ['周三', 'Wed'],
    d4: ['周四', 'Thu'],
    d5: ['周五', 'Fri'],
    d6: ['周六', 'Sat'],
    d7: ['周日', 'Sun'],
    long: ['{year}年{month}月{day}日 {weekday}', '{weekday} {year}-{month}-{day}'],
  },
  limitUnit: {
    min: ['{n}分钟', '{n} minutes'],
    h: ['{n}小时', '{n} hours'],
    wh: ['{n}个工作小时', '{n} working hours'],
    d: ['{n}天', '{n} days'],
    wd: ['{n}个工作日', '{n} working days'],
    month: ['{n}个月', '{n} months'],
  },
} satisfies Texts
