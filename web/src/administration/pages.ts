// The pages of administration, in the order of its tabs.
export const administrationPages: { path: string; name: string; key?: string; verb?: string }[] = [
  { path: '/people', name: 'people', key: 'p' },
  { path: '/roster', name: 'roster', key: 'z' },
  { path: '/directory', name: 'directory', key: 'm' },
  { path: '/rulebook', name: 'rulebook', key: 'l' },
  { path: '/calendar', name: 'calendar', key: 'c' },
  { path: '/imports', name: 'imports', verb: 'import' },
  { path: '/access_log', name: 'access_log', verb: 'read_access_log' },
  { path: '/tokens', name: 'tokens', verb: 'manage_accounts' },
]
