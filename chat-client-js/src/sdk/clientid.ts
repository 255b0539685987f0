/**
 * A new id for a message to send: a UUID of version 7 (RFC 9562, section 5.7), the millisecond and then 74 random bits. The ids of
 * about one time are then neighbours in the server's index, which makes storing them cheap.
 */
export function newClientId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  // Not randomUUID: it exists in secure contexts only, and people do open http://192.168.x.x.
  const random = crypto.getRandomValues(new Uint8Array(10));
  const hex = [...random].map((byte, index) => {
    const marked = index === 0 ? (byte & 0x0f) | 0x70 : index === 2 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  });
  return [time.slice(0, 8), time.slice(8), ...[hex.slice(0, 2), hex.slice(2, 4), hex.slice(4)].map((part) => part.join(""))].join("-");
}
