// What this room says: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  announcements: {
    title: ['公告', 'Announcements'],
    lead: ['显示在公众首页和营业厅大屏上。发布后不改动：要更正就再发一条，把旧的撤下，全部留有记录。', 'Shown on the public home page and the hall screen. What is published is never edited: publish it anew and take the old one down; all stays on record.'],
    wall: ['看大屏', 'Hall screen'],
    titleZh: ['标题', 'Title (Chinese)'],
    bodyZh: ['内容', 'Text (Chinese)'],
    titleEn: ['英文标题（可不填）', 'Title (English, optional)'],
    bodyEn: ['英文内容（可不填）', 'Text (English, optional)'],
    from: ['开始', 'From'],
    to: ['结束', 'To'],
    publish: ['发布', 'Publish'],
    state: ['状态', 'State'],
    what: ['公告', 'Announcement'],
    author: ['发布人', 'By'],
    planned: ['未开始', 'planned'],
    shown: ['显示中', 'shown'],
    over: ['已结束', 'over'],
    copy: ['照此再发', 'Publish anew'],
    end: ['撤下', 'Take down'],
    actions: ['操作', 'Actions'],
    empty: ['还没有公告。', 'No announcement yet.'],
  },
} satisfies Texts
