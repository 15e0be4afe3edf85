package io.tidemark.client;

/**
 * Receives an answer piece by piece. Calls never overlap, and the last is one of {@link #onEnd} and {@link #onError}. They
 * come on the client's threads; an item arrives only after it was asked for with {@link Subscription#request}.
 *
 * @param <T> the piece
 */
public interface ResultListener<T> {

    /** One piece of the answer. An exception thrown here cancels the request and is given to {@link #onError}. */
    void onItem(T item);

    /** The answer is complete. */
    void onEnd();

    /** The answer broke off; nothing more comes. Not called after {@link Subscription#cancel}. */
    void onError(TidemarkException failure);
}
