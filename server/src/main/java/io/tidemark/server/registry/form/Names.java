package io.tidemark.server.registry.form;

import java.util.Locale;

/** The domain's spelling of a setting and the contract's: {@code hoursToWait} is {@code hours_to_wait}. */
final class Names {

    private Names() {}

    static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
