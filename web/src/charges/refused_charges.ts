// How many refused charges I was told of and have not looked at: the bell counts them, the page settles them.
import { ref } from 'vue'

export const refusedCharges = ref(0)
