package io.tidemark.server.metering.delta;

import java.util.Optional;
import java.util.ServiceLoader;

/** The forms of the quick pass that this runtime has. All give the same bits. */
public final class SuspectFinders {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private static final Optional<SuspectFinder> VECTOR = findVector();

    private SuspectFinders() {}

    /** The quickest form there is. */
    public static SuspectFinder quickest() {
        return VECTOR.orElseGet(PlainSuspectFinder::new);
    }

    /** The form in vectors; empty where the runtime was started without the module {@code jdk.incubator.vector}. */
    public static Optional<SuspectFinder> vector() {
        return VECTOR;
    }

    private static Optional<SuspectFinder> findVector() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()
                ? ServiceLoader.load(SuspectFinder.class, SuspectFinder.class.getClassLoader())
                        .findFirst()
                : Optional.empty();
    }
}
