type ComposingEvent = {
  readonly keyCode?: number;
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing?: boolean };
};

/**
 * Whether a key belongs to an input method that is still composing (pinyin not yet chosen). Every key handler
 * returns early on it: Enter then confirms the characters, it does not submit. 229 is what older engines send.
 */
export function isComposing(event: ComposingEvent): boolean {
  return event.isComposing === true || event.nativeEvent?.isComposing === true || event.keyCode === 229;
}
