/**
 * A part of the platform that may be missing, or forbidden: where it is, some browsers lack the property, in some it is `null`,
 * and in some the property itself throws.
 */
export function platformPart<Part>(read: () => Part | null | undefined): Part | undefined {
  try {
    return read() ?? undefined;
  } catch {
    return undefined;
  }
}
