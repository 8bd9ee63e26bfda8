// What is shown of a portfolio: all of it, or what a figure counted.
import type { Schemas } from '../api/client'

export const portfolioShows = ['all', 'large', 'key', 'overdue', 'promises', 'broken', 'offered'] as const
export type PortfolioShow = (typeof portfolioShows)[number]

export function portfolioRows(rows: Schemas['PortfolioRow'][], show: PortfolioShow) {
  switch (show) {
    case 'all': return rows
    case 'large': return rows.filter((row) => row.tier === 'large_account')
    case 'key': return rows.filter((row) => row.tier === 'key_account')
    case 'overdue': return rows.filter((row) => row.contact_overdue)
    case 'promises': return rows.filter((row) => row.promises_open + row.promises_broken > 0)
    case 'broken': return rows.filter((row) => row.promises_broken > 0)
    case 'offered': return rows.filter((row) => row.handed_to_id)
  }
}
