package dev.chat.server;

import io.javalin.http.Context;

/** What every answer tells the browser not to allow. A handler that needs more sets its own. */
final class SecurityHeaders {
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    /** Nothing that the application does not use. */
    private static final String PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(),"
            + " payment=(), usb=(), serial=(), bluetooth=(), midi=(), accelerometer=(), gyroscope=(), magnetometer=()";

    private SecurityHeaders() {}

    static void add(Context context) {
        context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Permissions-Policy", PERMISSIONS_POLICY);
    }
}
