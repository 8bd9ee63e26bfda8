// What the desk says about working without a network: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  offline: {
    waiting: ['{n} 条联系待发送', 'To be sent: {n}'],
    newVersion: ['系统已更新，换页时自动启用。', 'There is a new version; it comes with the next page.'],
    renew: ['现在刷新', 'Load it now'],
    needsTitle: ['这里需要网络', 'This needs the network'],
    needsLead: ['没有网络时打不开这一页；网络恢复后自动打开，不用刷新。', 'This page cannot be opened without a network. It opens by itself when the network is back.'],
    needsDrafts: ['没写完的登记和联系都保留在本机。', 'What you began to write is kept on this computer.'],
    toMyCustomers: ['到“我的客户”：没有网络也能看、能记联系', 'To “My customers”: readable and writable without a network'],
    customerNotHere: ['这位客户没有带在本机上；网络恢复后自动打开。出门前可在“我的客户”里带上当天的客户。', 'This customer is not kept here; the page opens when the network is back. Take the day’s customers along from “My customers” before you leave.'],
    keptAt: ['这是 {time} 保存在本机的内容，', 'This is what was kept here at {time}:'],
    keptHint: ['可以查看和记联系；其余的等网络恢复。', 'to be read, and contacts written; everything else waits for the network.'],
    signIn: ['没有网络，暂时不能登录。没发送的联系保留在本机，登录后自动发送。', 'No network: signing in must wait. Contacts not yet sent are kept here and go once you have signed in.'],
    signOutTitle: ['还有联系没有发送', 'Contacts wait to be sent'],
    signOutWaiting: ['{n} 条联系还没有送到服务器。现在退出不会丢失：它们留在本机，只有您登录后才看得到、才会发送。', '{n} not on the server yet. Signing out loses nothing: they stay in this browser, seen and sent only once you sign in.'],
    signOutAnyway: ['仍要退出', 'Sign out all the same'],
    signOutBack: ['先去处理', 'See to them first'],
  },
} satisfies Texts
