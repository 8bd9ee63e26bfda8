// Figures as this room says them: working hours, numbers in groups of three.
const secondsPerHour = 3600
export const hoursOf = (seconds: number) => (seconds / secondsPerHour).toFixed(1)
export const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
