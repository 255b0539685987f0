import { Component, createElement, type ComponentType, type JSX } from "preact";

/** The same component, rendered again only when a property is another; `preact/compat` has it, at the price of all of React. */
export function memo<Props extends object>(Inner: ComponentType<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const now = this.props as Props;
      return (Object.keys(next) as (keyof Props)[]).some((key) => next[key] !== now[key]);
    }

    override render(): JSX.Element {
      return createElement(Inner, this.props as Props);
    }
  };
}
