import type { ComponentChildren, JSX } from "preact";
import type { UserRef } from "../sdk/index.js";
import { fullTimeOf, shortTimeOf, timeOf } from "./datetime.js";
import { Avatar, Name } from "./name.js";

interface MessageFrameProps {
  readonly author: UserRef;
  readonly at: string;
  readonly startsGroup: boolean;
  /** Absent while it is on its way. */
  readonly position?: number;
  readonly children: ComponentChildren;
}

/** A message's place in the log: under its author and time, or under the message before. */
export function MessageFrame({ author, at, startsGroup, position, children }: MessageFrameProps): JSX.Element {
  const time = (
    <time dateTime={at} title={fullTimeOf(at)}>
      {startsGroup ? timeOf(at) : shortTimeOf(at)}
    </time>
  );
  return (
    <li class={`message ${startsGroup ? "starts-group" : ""}`} data-position={position} tabIndex={-1}>
      <div class="gutter">{startsGroup ? <Avatar id={author.id} name={author.name} /> : time}</div>
      <div class="message-body">
        {startsGroup ? (
          <div class="message-head">
            <Name>{author.name}</Name>
            {time}
          </div>
        ) : (
          // Whoever listens rather than looks is told whose it is.
          <span class="visually-hidden">{author.name}: </span>
        )}
        {children}
      </div>
    </li>
  );
}
