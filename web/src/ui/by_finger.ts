// Whether the screen is worked by a finger, as on a phone: keys are then neither named nor waited for.
export const byFinger = () => window.matchMedia('(hover: none) and (pointer: coarse)').matches
