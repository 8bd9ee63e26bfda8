// Kinds of import that bring use of electricity: they count months or days, and some of their files have no headings.
export const isUse = (kind: string) => kind === 'monthly_use' || kind === 'interval_use'
/** The text that says how far a run is. */
export const countsOf = (kind: string) => (kind === 'monthly_use' ? 'imports.monthCounts' : kind === 'interval_use' ? 'imports.dayCounts' : 'imports.counts')
/** The form of a file of whole records, which has no columns to map; '' of a table. */
export const recordsOnly = (heading: string[]) => (heading.length === 1 && ['NEM12', 'Green Button'].includes(heading[0]) ? heading[0] : '')
