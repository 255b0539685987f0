/** A JSON object as it came from the server, before anything about it is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What the server sent breaks the protocol. */
export class MalformedError extends Error {
  override readonly name = "MalformedError";
}

export function asObject(value: unknown, what: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MalformedError(`${what} is not an object`);
  }
  return value as JsonObject;
}

export function readString(from: JsonObject, field: string): string {
  const value = from[field];
  if (typeof value !== "string") {
    throw new MalformedError(`${field} is not a string`);
  }
  return value;
}

export function readInteger(from: JsonObject, field: string): number {
  const value = from[field];
  if (!Number.isSafeInteger(value)) {
    throw new MalformedError(`${field} is not an integer`);
  }
  return value as number;
}

export function readBoolean(from: JsonObject, field: string): boolean {
  const value = from[field];
  if (typeof value !== "boolean") {
    throw new MalformedError(`${field} is not true or false`);
  }
  return value;
}

export function readList<T>(from: JsonObject, field: string, read: (item: unknown) => T): T[] {
  const value = from[field];
  if (!Array.isArray(value)) {
    throw new MalformedError(`${field} is not a list`);
  }
  return value.map(read);
}

/** Picks the named text fields that are there; absent and `null` mean the same. */
export function pickStrings<Field extends string>(from: JsonObject, ...fields: Field[]): Partial<Record<Field, string>> {
  const picked: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    if (from[field] !== undefined && from[field] !== null) {
      picked[field] = readString(from, field);
    }
  }
  return picked;
}
