package dev.chat.web.javalin;

import java.util.regex.Pattern;

/** Percent-encoding (RFC 3986, section 2.1). */
final class PercentEncoding {
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private PercentEncoding() {}

    static boolean isSound(String path) {
        return !BROKEN.matcher(path).find();
    }
}
