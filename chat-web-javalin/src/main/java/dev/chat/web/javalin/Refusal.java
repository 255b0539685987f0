package dev.chat.web.javalin;

/** That a request is refused before it reaches the core: it cannot be understood, or leads nowhere. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(ProblemCode code, String detail) {
        super(detail);
        problem = new Problem(code, detail);
    }

    Problem problem() {
        return problem;
    }
}
