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
import './shell/theme'

const app = createApp(App).use(createPinia()).use(i18n).use(router)
watchFailures(app)
watchEscape()
app.mount('#app')
