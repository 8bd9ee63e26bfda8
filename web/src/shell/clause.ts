// Which clause the drawer shows.
import { ref } from 'vue'
export const shownClause = ref('')
