// What this room says: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  past: {
    title: ['历史工单', 'Past cases'],
    find: ['编号、内容、地点', 'Number, text, place'],
    search: ['查找', 'Find'],
    figures: ['共 {n} 件，按我们的时钟 {on} 件按时。', '{n} cases, {on} on time by our clock.'],
    flags: ['与原系统标记一致 {equal} / {n} 件。', 'Equal to the earlier flag: {equal} / {n}.'],
    place: ['地点', 'Place'],
    target: ['时限', 'Due'],
    closed: ['办结', 'Closed'],
    verdict: ['是否按时', 'On time?'],
    onTime: ['按时', 'on time'],
    late: ['超时', 'late'],
    differs: ['原系统标记不同', 'earlier flag differs'],
    nothing: ['没有找到。可换一个词，或只输入编号。', 'Nothing found. Try another word, or the number alone.'],
    empty: ['还没有历史工单。用命令 shouwen import past_cases 从旧系统导入。', 'No past cases yet. Bring them from an earlier system: shouwen import past_cases.'],
  },
} satisfies Texts
