package io.tidemark.server.store;

/** Wants to hear of every change, or of none, and remembers nothing. */
record Indifferent(boolean wantsChanges) implements ReadingListener {

    @Override
    public void monthOpened(int handle, long atMillis) {}

    @Override
    public boolean isInstalled(int handle, long atMillis) {
        return false;
    }

    @Override
    public void deleted(int handle, long fromMillis, long toMillis) {}

    @Override
    public void changed(int handle, long atMillis) {}

    @Override
    public void gone(int handle, long atMillis) {}
}
