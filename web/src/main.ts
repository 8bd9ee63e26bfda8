import dayjs from 'dayjs'
import english from 'dayjs/locale/en'
import 'dayjs/locale/zh-cn'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import './design/tokens.css'
import './design/base.css'
import App from './shell/App.vue'
import { i18n } from './i18n'
import { watchEscape } from './shell/escape'
import { watchFailures } from './shell/failures'
import { router } from './shell/router'
import { watchSendKey } from './shell/send_key'
import './shell/theme'
import { keepReturnFocus } from './ui/return_focus'

// Weeks begin on Monday in every calendar, as in the working calendar.
dayjs.locale({ ...english, weekStart: 1 }, undefined, true)

const app = createApp(App).use(createPinia()).use(i18n).use(router)
watchFailures(app)
watchEscape()
watchSendKey()
keepReturnFocus(router)
app.mount('#app')
