package dev.chat.persistence.jdbi;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * Names the schema of each of our tables in a statement. So the tables are found whatever schema a connection is in,
 * and a host's connections can stay in the one that they are in.
 */
final class Qualifier implements TemplateEngine.Parsing {
    private static final Pattern TABLE = Pattern.compile("\\bchat_\\w+");

    private final String replacement;

    /** Names this schema. */
    Qualifier(String schema) {
        replacement = Matcher.quoteReplacement(quoted(schema) + ".") + "$0";
    }

    /** Asked once for each statement: Jdbi remembers the answer. */
    @Override
    public Optional<Function<StatementContext, String>> parse(String template, ConfigRegistry config) {
        String qualified = TABLE.matcher(template).replaceAll(replacement);
        return Optional.of(context -> qualified);
    }

    /** {@return an identifier for exactly this name} */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
