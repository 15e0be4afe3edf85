package io.tidemark.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * A list that comes in pages, as one iterator; each page is fetched when the one before is used up. For one thread.
 *
 * @param <T> what is listed
 */
public final class Pages<T> implements Iterator<T> {

    /**
     * One page.
     *
     * @param items what is on it
     * @param nextToken where to go on; empty at the end
     */
    public record Page<T>(List<T> items, String nextToken) {}

    private final Function<String, Page<T>> fetch;
    private Iterator<T> page = List.<T>of().iterator();
    /** Null once the last page is here. */
    private String nextToken = "";

    /**
     * Makes the iterator; nothing is fetched yet.
     *
     * @param fetch gives the page for a token, the first for an empty one
     */
    public Pages(Function<String, Page<T>> fetch) {
        this.fetch = fetch;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && nextToken != null) {
            Page<T> fetched = fetch.apply(nextToken);
            page = fetched.items().iterator();
            nextToken = fetched.nextToken().isEmpty() ? null : fetched.nextToken();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more pages");
        }
        return page.next();
    }
}
