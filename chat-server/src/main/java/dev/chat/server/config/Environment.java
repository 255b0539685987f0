package dev.chat.server.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings in the environment. It is shared: Kubernetes gives every pod the addresses of the services beside it, as
 * Docker does with links, and a service named {@code chat} becomes {@code CHAT_PORT=tcp://10.96.3.7:8080}. What has
 * this form is no setting.
 */
public final class Environment {
    private static final Pattern ADDRESS_OF_A_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");
    private static final int LETTERS_FOR_EACH_MISTAKE = 4;

    private final Map<String, String> variables;

    /** Reads these variables. */
    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** {@return the value of a setting; empty if the environment does not say} */
    Optional<String> get(Setting setting) {
        return get(setting.variable());
    }

    /** {@return the value of a variable; empty if it is absent, empty, or an orchestrator's} */
    Optional<String> get(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isEmpty() && !isInjected(value));
    }

    /** {@return a sentence about each variable that looks like a setting, and counts for nothing} */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (isSetting(name) && isInjected(value)) {
                notices.add(
                        name + " is \"" + value + "\", the address of a service as Kubernetes and Docker set it, and is"
                                + " ignored. In a pod, enableServiceLinks: false keeps it away.");
            } else if (!isInjected(value)) {
                meant(name)
                        .ifPresent(setting -> notices.add(
                                name + " is no setting, and is ignored. Is it " + setting.variable() + "?"));
            }
        });
        return notices;
    }

    private static boolean isInjected(String value) {
        return ADDRESS_OF_A_SERVICE.matcher(value).matches();
    }

    private static boolean isSetting(String name) {
        return Arrays.stream(Setting.values())
                .anyMatch(setting -> setting.variable().equals(name));
    }

    /** The setting that is misspelt in this name; other programs may have variables of their own. */
    private static Optional<Setting> meant(String name) {
        if (!name.startsWith(Setting.PREFIX) || isSetting(name)) {
            return Optional.empty();
        }
        String key =
                name.substring(Setting.PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        Setting nearest = Nearest.to(key);
        int mistakes = Nearest.distance(key, nearest.key());
        return mistakes * LETTERS_FOR_EACH_MISTAKE <= key.length() ? Optional.of(nearest) : Optional.empty();
    }
}
