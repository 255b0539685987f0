package dev.chat.web.javalin;

/** That a request is refused before it reaches the core: it cannot be understood, or leads nowhere. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(ProblemCode code, String detail) {
        this(new Problem(code, detail));
    }

    Refusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
