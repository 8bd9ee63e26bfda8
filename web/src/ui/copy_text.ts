// A text to take away: copied, or marked for the hand where a browser without https has no clipboard.

/** True if it is in the clipboard; otherwise the text of the element is selected. */
export async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (shown) window.getSelection()?.selectAllChildren(shown)
    return false
  }
}
