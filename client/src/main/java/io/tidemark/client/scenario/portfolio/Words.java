package io.tidemark.client.scenario.portfolio;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words a key may have, in the order in which a problem lists them, and what each means. */
public final class Words {

    private Words() {}

    /** Two words. */
    public static <E> Map<String, E> of(String first, E meansFirst, String second, E meansSecond) {
        Map<String, E> words = new LinkedHashMap<>();
        words.put(first, meansFirst);
        words.put(second, meansSecond);
        return words;
    }

    /** The constants' own names. */
    @SafeVarargs
    public static <E extends Enum<E>> Map<String, E> named(E... constants) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants) {
            words.put(constant.name(), constant);
        }
        return words;
    }
}
