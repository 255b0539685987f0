/** The protocol's limits on what people type: in characters (code points), and for a text in bytes of UTF-8 as well. */
export const LIMITS = {
  userName: 50,
  roomName: 80,
  textCharacters: 40_000,
  textBytes: 65_536,
} as const;
