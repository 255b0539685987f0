package dev.chat.persistence.jdbi.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a file of SQL apart. Knows what our files hold: statements that end with a semicolon, comments from {@code --}
 * to the end of the line, and text in single quotes.
 */
final class SqlScript {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern PART = Pattern.compile("--[^\n]*|'[^']*'|;|[^-';]+|-");

    private SqlScript() {}

    static List<String> statements(String script, Map<String, String> placeholders) {
        if (script.contains("/*") || script.contains("$$")) {
            throw new IllegalArgumentException("Block comments and dollar quotes are not understood");
        }
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher parts = PART.matcher(script);
        while (parts.find()) {
            if (parts.group().equals(";")) {
                statements.add(replaced(statement.toString().strip(), placeholders));
                statement.setLength(0);
            } else if (!parts.group().startsWith("--")) {
                statement.append(parts.group());
            }
        }
        if (!statement.toString().isBlank()) {
            throw new IllegalArgumentException("The last statement does not end with a semicolon");
        }
        return statements;
    }

    private static String replaced(String statement, Map<String, String> placeholders) {
        return PLACEHOLDER
                .matcher(statement)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), placeholders)));
    }

    private static String value(String name, Map<String, String> placeholders) {
        String value = placeholders.get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no value for ${" + name + "}");
        }
        return value;
    }
}
