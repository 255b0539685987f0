import { Component, type ComponentChildren, type JSX } from "preact";

interface BoundaryProps {
  /** What stands in for the children once one of them has failed; `again` renders them anew. */
  readonly fallback: (error: unknown, again: () => void) => JSX.Element;
  readonly children: ComponentChildren;
}

/** Shows a fallback when its children fail, instead of a white page. */
export class Boundary extends Component<BoundaryProps, { failure: { readonly error: unknown } | undefined }> {
  static override getDerivedStateFromError(error: unknown): { failure: { readonly error: unknown } } {
    return { failure: { error } };
  }

  override componentDidCatch(error: unknown): void {
    // For whoever looks for the cause: the page itself says only what helps its reader.
    console.error(error);
  }

  override render(): ComponentChildren {
    const { failure } = this.state;
    return failure === undefined ? this.props.children : this.props.fallback(failure.error, () => this.setState({ failure: undefined }));
  }
}
